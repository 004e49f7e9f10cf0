import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEARS } from '../../../host-sim/tear.js';
import { Kind } from '../../../shared/visit/kind.js';
import { cutAt, nearlyFull, rehearse, type Script, script, things } from './cuts.js';
import type { Life } from './life.js';

/** One order from its tap to its reply, an undo and a restart in it. */
function shortDay(life: Life): void {
  life.boot(false);
  life.setClock();
  life.pass(5);
  life.order('WO-26112300070', life.wall + 1800, undefined, 'B2-1204');
  const events: [Kind, number, number][] = [
    [Kind.Accepted, 10, 0],
    [Kind.KitCheck, 50, 31],
    [Kind.Departed, 60, 0],
    [Kind.Arrived, 1272, 3],
    [Kind.Rang, 53, 0],
    [Kind.CallTried, 300, 0],
    [Kind.NoteLeft, 20, 15],
    [Kind.Left, 400, 0],
  ];
  for (const [kind, gap, value] of events) {
    life.pass(gap);
    life.do(kind, value);
  }
  life.undo();
  life.pass(7000);
  life.do(Kind.Left);
  life.boot(true);
  life.do(Kind.Replied);
}

const SCRIPTS: Script[] = [
  script('the first day of a badge', () => {}, shortDay),
  script('a page turn with several orders', nearlyFull(7, 30), things(8, 60)),
  script('a page turn and long silences', nearlyFull(21, 12), things(22, 40)),
  script('checkpoints one after the other', things(31, 150), things(32, 90)),
];

const cuts = suite('a power cut at every flash operation');

let runs = 0;
for (const of of SCRIPTS)
  cuts(`loses at most the record in flight and invents none: ${of.name}`, () => {
    const { ops, minds } = rehearse(of);
    assert.ok(ops > 20);
    for (let at = 1; at <= ops; at++)
      for (const tear of TEARS) {
        try {
          cutAt(of, minds, at, tear);
          runs++;
        } catch (failure) {
          console.log(`\n  ${of.name}: cut at operation ${at} of ${ops}, ${tear}`);
          throw failure;
        }
      }
  });

cuts('was tried', () => {
  console.log(`\n  ${runs} cuts`);
  assert.ok(runs > 1000);
});

cuts.run();
