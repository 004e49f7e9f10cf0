import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Nor } from '../../../host-sim/flash.js';
import { BLOCK_WRITES } from '../../../host-sim/wear.js';
import { LAST_ROOM, SEAL_ROOM } from '../../../shared/log/log.js';
import { PAGE_WORDS } from '../../../shared/log/page.js';
import { State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, withSeeds } from '../seed.js';
import { lineOf, story, toldIn } from './fold.js';
import { anything, Life, LOST } from './life.js';
import { everything, MemoryRing, NorRing, streamOf } from './rings.js';

const full = suite('a ring that nobody pulls');

/** Count, first and last of each loss that the ring tells. */
function lossesIn(ring: MemoryRing): unknown[][] {
  const { events } = story(streamOf(ring.words));
  return events
    .filter(({ event }) => event === 'loss')
    .map(event => [event['count'], event['first'], event['last']]);
}

/** A life that has filled its ring. */
function filled(ring: MemoryRing): Life {
  const life = new Life(ring);
  life.boot(false);
  life.setClock();
  for (let i = 0; !life.log.lost; i++) {
    life.pass(1);
    life.do(Kind.Tick, i & 511);
  }
  return life;
}

full('says at once that it loses records, and how many with the next one that it keeps', () => {
  for (const more of [0, 1, 50]) {
    const ring = new MemoryRing(2);
    const life = filled(ring);
    const erases = ring.erases;
    const first = life.seq - 2;
    for (let i = 0; i < more; i++)
      life.do(i % 3 ? Kind.Tick : Kind.PromiseMade, 0, i % 3 ? '' : '\x01\x02\x03\x04\x05');
    assert.is(life.log.lost, more + 1);
    assert.is(ring.erases, erases, 'nothing unpulled was erased');
    assert.equal(lossesIn(ring), [[1, first, first]]);
    life.do(Kind.Left);
    const told = more ? [[more, first + 2, first + more + 1]] : [];
    assert.equal(lossesIn(ring), [[1, first, first], ...told]);
    const { events, badge } = story(streamOf(ring.words));
    assert.is(events[events.length - 1].event, 'left', 'how a visit ended is kept');
    assert.is(events[events.length - 1].seq, life.seq - 1, 'and numbered behind what was lost');
    assert.is(badge.state[State.Seq], life.seq);
    life.pulled(life.seq);
    life.do(Kind.Tick, 8);
    assert.is(life.log.lost, 0);
    assert.is(story(streamOf(ring.words)).badge.state[State.Seq], life.seq, 'after the loss');
  }
});

full('keeps room for starts as well, and gives up when that is used', () => {
  const ring = new MemoryRing(2);
  const life = filled(ring);
  let starts = 0;
  for (; !life.log.lost || starts < 2; starts++) life.boot(true);
  assert.ok(starts > 2 && starts < 10, `${starts} starts`);
  const boots = story(streamOf(ring.words)).events.filter(({ event }) => event === 'boot');
  assert.ok(boots.length >= 3);
});

full('lets no short record slip in behind a long one that was lost', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.setClock();
  const room = () => life.log.page + PAGE_WORDS - SEAL_ROOM - LAST_ROOM - life.log.tail;
  while (life.log.page === 0 || room() > 3) life.do(Kind.Tick, 8);
  const kept = life.seq;
  life.order('WO-26112300070', life.wall);
  assert.is(life.log.lost, 1);
  life.do(Kind.Tick, 8);
  assert.is(life.log.lost, 2);
  assert.equal(lossesIn(ring), [[1, kept, kept]]);
  life.pulled(kept);
  life.do(Kind.Tick, 8);
  assert.equal(lossesIn(ring), [
    [1, kept, kept],
    [1, kept + 2, kept + 2],
  ]);
});

full("leaves out in its last tenth what is not a visit's, and tells how much", () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  const left = () => life.log.page + PAGE_WORDS - life.log.tail;
  while (life.log.page === 0 || left() > 204) life.do(Kind.Tick, 8);
  const { seq } = life;
  life.note(8);
  assert.is(life.seq, seq + 1, 'with 204 words left it is kept');
  life.note(8);
  life.note(8);
  assert.is(life.seq, seq + 1, 'with fewer it is not');
  life.do(Kind.Tick, 8);
  assert.is(life.seq, seq + 2, 'an event is');
  life.pulled(life.seq);
  while (life.log.epoch < 3) life.do(Kind.Tick, 8);
  life.note(8);
  const said = story(streamOf(ring.words)).events.filter(({ event }) => event === 'security');
  assert.equal(
    said.map(({ cause, count }) => [cause, count]),
    [
      ['error', 1],
      ['left-out', 2],
      ['error', 1],
    ],
  );
});

full('goes on with the visit meanwhile', () => {
  const life = filled(new MemoryRing(2));
  life.order('WO-1', life.wall + 900);
  life.do(Kind.Accepted);
  assert.is(life.badge.visits[0]?.[0], 3);
  assert.is(life.badge.state[State.Current], 1);
});

full('that does not erase is a full one', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  ring.works = false;
  life.boot(false);
  life.do(Kind.Accepted);
  assert.is(life.log.lost, 2);
  ring.works = true;
  life.do(Kind.Accepted);
  const told = story(streamOf(ring.words)).events;
  assert.equal(
    told.map(({ event }) => event),
    ['loss', 'order.accepted'],
  );
});

full('without pages loses everything and says so', () => {
  const life = new Life(new MemoryRing(0));
  life.boot(false);
  life.do(Kind.Accepted);
  assert.is(life.log.lost, 2);
});

full('by chance: what is kept and what is told as lost add up to what was handed over', () => {
  withSeeds(20, rng => {
    const ring = new MemoryRing(2);
    const life = new Life(ring);
    // A start forgets a loss that is not told yet: none in these days.
    const boot = life.boot.bind(life);
    boot(false);
    life.boot = () => {};
    for (let i = 0; i < 6000; i++) {
      anything(life, rng);
      if (!below(rng, 2500)) life.pulled(life.seq - (life.log.lost ? 0 : below(rng, 20)));
    }
    life.pulled(life.seq);
    life.do(Kind.Left);
    const kept = toldIn(everything(ring));
    let next = 0;
    let lost = 0;
    for (const one of kept) {
      if (one.kind === Kind.Loss) {
        const [count, first, last] = [0, 4, 8].map(at => Buffer.from(one.bytes, 'latin1').readUInt32LE(at));
        assert.is(first, next);
        assert.is(last - first + 1, count);
        next += count;
        lost += count;
      }
      assert.is(one.seq, next);
      next++;
    }
    assert.is(next, life.seq);
    assert.is(lost, life.told.filter(one => one === LOST).length);
    const handed = life.told.filter(one => one !== LOST && one.kind !== Kind.Loss);
    assert.equal(kept.filter(({ kind }) => kind !== Kind.Loss).map(lineOf), handed.map(lineOf));
  });
});

full.run();

const wear = suite('the wear of the flash');

wear('no word twice, no block over its limit, each page erased once a turn', () => {
  const nor = new Nor(0, 2);
  const ring = new NorRing(nor);
  const life = new Life(ring);
  withSeeds(1, rng => {
    life.boot(false);
    for (let i = 0; i < 12_000; i++) {
      anything(life, rng);
      if (!below(rng, 80)) life.pulled(life.seq);
    }
  });
  assert.is(nor.wear.doubleWrites, 0);
  assert.is(nor.wear.zeroed, 0, 'there is no key to give up');
  assert.ok(nor.wear.reaffirmed > 0, 'a start affirms the last word');
  assert.equal(nor.wear.overworked, []);
  assert.ok(Math.max(...nor.wear.blocks) <= BLOCK_WRITES);
  assert.is(nor.wear.erases[0] + nor.wear.erases[1], life.log.epoch);
  assert.ok(life.log.epoch > 10);
});

wear('pages are used again only once they are pulled', () => {
  const ring = new MemoryRing(3);
  const life = new Life(ring);
  life.boot(false);
  const second = () => life.log.page === PAGE_WORDS;
  while (!second()) life.do(Kind.Tick, 1);
  const secondFrom = life.seq - 1;
  while (!life.log.lost) life.do(Kind.Tick, 1);
  assert.is(ring.erases, 3);
  const goOn = () => {
    for (let i = 0; i < 100; i++) life.do(Kind.Tick, 1);
  };
  life.pulled(secondFrom - 1);
  goOn();
  assert.is(ring.erases, 3, 'one record of the oldest page is not pulled yet');
  life.pulled(secondFrom);
  goOn();
  assert.is(ring.erases, 4);
  assert.is(life.log.page, 0);
});

wear.run();
