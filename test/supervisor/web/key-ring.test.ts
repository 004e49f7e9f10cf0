import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dayKeyText, MOST_BADGES } from '../../../shared/pull/day-key-text.js';
import { Role } from '../../../shared/pull/proof.js';
import { dayOfDate } from '../../../supervisor/day-keys.js';
import { deskDigest } from '../../../supervisor/dlog.js';
import { type KeptKey, KeyRing, type KeyShelf } from '../../../supervisor/web/key-ring.js';
import { type Status, statusText } from '../../../supervisor/web/status.js';

const DAY = dayOfDate('2026-11-25') as number;

/** A place for keys, and what lies there. */
class Shelf implements KeyShelf {
  readonly all = new Map<string, KeptKey>();
  async keys(): Promise<KeptKey[]> {
    return [...this.all.values()];
  }
  async putKeys(keys: readonly KeptKey[]): Promise<void> {
    for (const key of keys) this.all.set(key.badge, key);
  }
  async dropKeys(badges: readonly string[]): Promise<void> {
    for (const badge of badges) this.all.delete(badge);
  }
}

function ringOn(day: number, shelf = new Shelf()) {
  const clock = { day };
  return { shelf, clock, ring: new KeyRing(shelf, () => clock.day) };
}

const KEY = 'TEST KEY for day';

function textOf(day: number, role: Role, ...badges: string[]): string {
  return dayKeyText(deskDigest, { role, day, keys: badges.map(badge => ({ badge, key: KEY })) });
}

const said = (status: Status): string => statusText(status, 'en');

const ring = suite('the day keys of a browser');

ring('are taken on their day, and are there after the page was opened again', async () => {
  const { ring, shelf } = ringOn(DAY);
  const how = await ring.take(textOf(DAY, Role.Dispatch, '00c0ffef', '00c0ffee'));
  assert.is(said(how), 'The day key of 2026-11-25 is here until midnight, for badges: 2.');
  assert.equal(
    ring.keys.map(({ badge }) => badge),
    ['00c0ffee', '00c0ffef'],
  );
  const again = ringOn(DAY, shelf).ring;
  await again.load();
  assert.equal(again.keyFor('00c0ffee'), { badge: '00c0ffee', role: Role.Dispatch, day: DAY, key: KEY });
  assert.is(again.keyFor('00c0fff0'), undefined);
});

ring('may come in several texts, and the last one of a badge counts', async () => {
  const { ring } = ringOn(DAY);
  const many = Array.from({ length: MOST_BADGES }, (_, i) => `000000${10 + i}`);
  await ring.take(textOf(DAY, Role.Archive, ...many) + textOf(DAY, Role.Archive, '00c0ffee'));
  await ring.take(textOf(DAY, Role.Reader, '00c0ffee'));
  assert.is(ring.keys.length, MOST_BADGES + 1);
  assert.is(ring.keyFor('00c0ffee')?.role, Role.Reader);
  assert.is(ring.keyFor('00000010')?.role, Role.Archive);
});

ring('of the day before or after are refused, whatever else is beside them', async () => {
  const { ring, shelf } = ringOn(DAY);
  const today = textOf(DAY, Role.Reader, '00c0ffee');
  const over = await ring.take(today + textOf(DAY - 1, Role.Reader, '00c0ffef'));
  assert.is(said(over), "This is the key of 2026-11-24, and that day is over: ask the desk for today's.");
  const ahead = await ring.take(today + textOf(DAY + 1, Role.Reader, '00c0ffef'));
  assert.is(said(ahead), 'This is the key of 2026-11-26, which is still to come: give it on that day.');
  assert.is(shelf.all.size, 0);
});

ring('that are none are refused with a sentence, and nothing is kept', async () => {
  const { ring, shelf } = ringOn(DAY);
  const good = textOf(DAY, Role.Reader, '00c0ffee');
  const refused: readonly (readonly [text: string, says: RegExp])[] = [
    ['', /^This is no day key: one begins with DK1/],
    ['WO-7', /^This is no day key/],
    [good.slice(0, -1), /wrong or missing: copy it again/],
    [`${good.slice(0, -1)}${good.endsWith('0') ? 1 : 0}`, /wrong or missing: copy it again/],
    [`DK2${good.slice(3)}`, /made by a newer doorstep/],
    [textOf(DAY, 5 as Role, '00c0ffee'), /made by a newer doorstep/],
    ['0'.repeat(76), /text of an enrolment.*delete it from this device/],
  ];
  for (const [text, says] of refused) {
    const how = await ring.take(text);
    assert.is(how.isBad, true);
    assert.match(said(how), says);
  }
  assert.is(shelf.all.size, 0);
});

ring('are used until midnight and not a moment longer, also where nobody told them', async () => {
  const { ring, clock, shelf } = ringOn(DAY);
  await ring.take(textOf(DAY, Role.Reader, '00c0ffee'));
  assert.is(await ring.forgetOld(), false);
  assert.ok(ring.keyFor('00c0ffee'));
  clock.day++;
  assert.is(ring.keyFor('00c0ffee'), undefined);
  assert.is(shelf.all.size, 1, 'it still lies there');
  assert.is(await ring.forgetOld(), true);
  assert.is(shelf.all.size, 0);
  clock.day--;
  assert.is(ring.keyFor('00c0ffee'), undefined, 'a clock that is set back brings none back');
});

ring('whose day is over are gone from the disk as soon as the page is opened', async () => {
  const { ring, shelf } = ringOn(DAY);
  await ring.take(textOf(DAY, Role.Reader, '00c0ffee'));
  await ringOn(DAY + 1, shelf).ring.load();
  assert.is(shelf.all.size, 0);
});

ring('can be forgotten before', async () => {
  const { ring, shelf } = ringOn(DAY);
  await ring.take(textOf(DAY, Role.Reader, '00c0ffee', '00c0ffef'));
  await ring.forget();
  assert.equal([ring.keys, shelf.all.size], [[], 0]);
});

ring.run();
