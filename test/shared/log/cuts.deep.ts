import { suite } from 'uvu';
import { TEARS } from '../../../host-sim/tear.js';
import { cutAt, nearlyFull, rehearse, script, things } from './cuts.js';

/** More days than `npm test` has time for, and a second cut during each of the first operations of the recovery. */

const cuts = suite('two power cuts, the second one during recovery');

const SCRIPTS = [
  script('a page turn', nearlyFull(41, 20), things(42, 25)),
  script('checkpoints', things(51, 120), things(52, 60)),
];

let runs = 0;
for (const of of SCRIPTS)
  cuts(`lose nothing that was durable: ${of.name}`, () => {
    const { ops, minds } = rehearse(of);
    for (let at = 1; at <= ops; at++)
      for (const tear of TEARS)
        for (let second = 1; second <= 12; second++) {
          try {
            cutAt(of, minds, at, tear, second);
            runs++;
          } catch (failure) {
            console.log(`\n  ${of.name}: ${tear} at operation ${at} of ${ops}, again ${second} later`);
            throw failure;
          }
        }
  });

cuts.run();

const many = suite('a power cut at every operation of random days');

many('loses at most the record in flight', () => {
  for (let seed = 100; seed < 124; seed++) {
    const of = script(`seed ${seed}`, nearlyFull(seed, 5 + (seed % 60)), things(seed + 1000, 30));
    const { ops, minds } = rehearse(of);
    for (let at = 1; at <= ops; at++)
      for (const tear of TEARS) {
        try {
          cutAt(of, minds, at, tear);
          runs++;
        } catch (failure) {
          console.log(`\n  seed ${seed}: ${tear} at operation ${at} of ${ops}`);
          throw failure;
        }
      }
  }
  console.log(`\n  ${runs} runs`);
});

many.run();
