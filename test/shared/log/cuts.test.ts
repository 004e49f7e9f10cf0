import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sweep, Tally } from './cuts.js';
import { SCENARIOS } from './scenarios.js';

/** The short form of `npm run test:powercut`. */

const SHORT = /^(the first day of a badge|a page turn|a ring that becomes full|the key steps at midnight)/;

const cuts = suite('a power cut at every flash operation');

const tally = new Tally();
for (const of of SCENARIOS.filter(({ name }) => SHORT.test(name)))
  cuts(`loses at most the record in flight and invents none: ${of.name}`, () => {
    sweep(of, tally);
    assert.equal(tally.failures.slice(0, 5), []);
  });

cuts('was tried', () => {
  console.log(`\n  ${tally.cuts} cuts, ${tally.seals} seals held against the key`);
  assert.ok(tally.cuts > 2000 && tally.seals > 10_000);
});

cuts.run();
