import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import type { Rng } from '../../../host-sim/rng.js';
import { hexOf } from '../../../shared/enrol/text.js';
import {
  BadDayKey,
  type DayKeys,
  dayKeyText,
  MOST_BADGES,
  readDayKeys,
} from '../../../shared/pull/day-key-text.js';
import { dayKeyOf } from '../../../shared/pull/proof.js';
import { dayOfDate, type RoleName, roleOf } from '../../../supervisor/day-keys.js';
import { deskDigest } from '../../../supervisor/dlog.js';
import { below, pick, withSeeds } from '../seed.js';

/** Texts under marked test keys, as they must stay for ever: made by another program. */
interface Golden {
  readonly good: readonly {
    readonly role: RoleName;
    readonly date: string;
    readonly badges: readonly { readonly badge: string; readonly radioKey: string }[];
    readonly text: string;
  }[];
  readonly bad: readonly { readonly why: keyof typeof WHYS; readonly text: string }[];
}
const WHYS = {
  Foreign: BadDayKey.Foreign,
  Enrolment: BadDayKey.Enrolment,
  Version: BadDayKey.Version,
  Length: BadDayKey.Length,
  Digit: BadDayKey.Digit,
  Check: BadDayKey.Check,
  Role: BadDayKey.Role,
};
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../../test/vectors/day-keys.json', import.meta.url), 'utf8'),
);
const GOOD = golden.good[0]?.text as string;

const text = suite('the text of a day key');

text('is the golden one, and says what it was made from', () => {
  for (const { role, date, badges, text } of golden.good) {
    const day = dayOfDate(date) as number;
    const keys = badges.map(({ badge, radioKey }) => ({
      badge,
      key: dayKeyOf(digest, radioKey, roleOf(role), day),
    }));
    const said: DayKeys = { role: roleOf(role), day, keys };
    assert.is(dayKeyText(digest, said), text);
    assert.equal(readDayKeys(deskDigest, text), [said]);
  }
});

text('that is none is refused with its reason', () => {
  for (const { why, text } of golden.bad)
    assert.is(readDayKeys(deskDigest, text), WHYS[why], `${why}: ${text}`);
});

text('is of the characters that a QR packs two by two', () => {
  for (const { text } of golden.good) assert.match(text, /^[0-9A-Z]+$/);
});

text('may have come in lower case, in several lines, and with others behind it', () => {
  const [one] = readDayKeys(deskDigest, GOOD) as DayKeys[];
  const broken = ` ${GOOD.toLowerCase().replace(/(.{10})/g, '$1\r\n\t')}\u3000`;
  assert.equal(readDayKeys(deskDigest, broken), [one]);
  assert.equal(readDayKeys(deskDigest, `${GOOD}\n\n${GOOD}`), [one, one]);
  assert.is(readDayKeys(deskDigest, `${GOOD}\n${GOOD.slice(0, -1)}`), BadDayKey.Length);
});

text('with one character mistyped says nothing, wherever it is', () => {
  for (let i = 0; i < GOOD.length; i++)
    for (const other of '0123456789ABCDEFGDKO')
      if (other !== GOOD[i])
        assert.type(readDayKeys(deskDigest, GOOD.slice(0, i) + other + GOOD.slice(i + 1)), 'number');
});

text('with a character left out, put in or exchanged with its neighbour says nothing', () => {
  for (let i = 0; i < GOOD.length; i++) {
    const [at = '', after = ''] = GOOD.slice(i, i + 2);
    assert.type(readDayKeys(deskDigest, GOOD.slice(0, i) + GOOD.slice(i + 1)), 'number');
    assert.type(readDayKeys(deskDigest, `${GOOD.slice(0, i)}0${GOOD.slice(i)}`), 'number');
    if (after && at !== after)
      assert.type(readDayKeys(deskDigest, GOOD.slice(0, i) + after + at + GOOD.slice(i + 2)), 'number');
  }
});

function anyKeys(rng: Rng): DayKeys {
  const bytes = (n: number): string =>
    String.fromCharCode(...Array.from({ length: n }, () => below(rng, 256)));
  const keys = Array.from({ length: 1 + below(rng, MOST_BADGES) }, () => ({
    badge: hexOf(bytes(4)),
    key: bytes(16),
  }));
  return { role: 1 + below(rng, 4), day: below(rng, 0x10000), keys };
}

text('holds all roles, days, badges and keys', () => {
  withSeeds(300, rng => {
    const said = anyKeys(rng);
    assert.equal(readDayKeys(deskDigest, dayKeyText(deskDigest, said)), [said]);
  });
});

text('that is anything at all is read or refused, and what is read is in it', () => {
  withSeeds(2000, rng => {
    let given = dayKeyText(deskDigest, anyKeys(rng));
    for (let edits = below(rng, 4); edits; edits--) {
      const at = below(rng, given.length + 1);
      const piece = pick(rng, ['', '0', 'DK', 'DK1', ' ', '\n', '\ud800', '中', 'ß', 'f', given]);
      given = given.slice(0, at) + piece + given.slice(at + below(rng, 3));
    }
    const read = readDayKeys(deskDigest, given);
    if (typeof read === 'number') return;
    const again = read.map(each => dayKeyText(deskDigest, each)).join('');
    assert.is(given.replace(/\s/g, '').toUpperCase(), again);
  });
});

text.run();
