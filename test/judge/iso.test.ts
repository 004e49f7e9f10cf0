import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isoOf, secondsOf, zoneOf } from '../../shared/iso.js';

const iso = suite('ISO times');

iso('are read as the same instant at any offset', () => {
  assert.is(secondsOf('1970-01-01T00:00:00Z'), 0);
  for (const text of [
    '2026-11-23T09:00:00+08:00',
    '2026-11-23T09:00+0800',
    '2026-11-23T01:00:00.900Z',
    '2026-11-22T19:30:00-05:30',
  ])
    assert.is(secondsOf(text), Date.parse('2026-11-23T01:00:00Z') / 1000);
});

iso('that name no moment are refused', () => {
  for (const text of [
    '',
    '2026-11-23',
    '2026-11-23T09:00:00',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-11-31T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-12-32T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T09:60:00Z',
    '2026-11-23T09:00:60Z',
    '2026-11-23T09:00:00+15:00',
    '2026-11-23T09:00:00+08:60',
    5,
    null,
    undefined,
  ])
    assert.is(secondsOf(text), null, String(text));
});

iso('know leap years', () => {
  assert.is(secondsOf('2028-02-29T00:00:00Z'), Date.parse('2028-02-29T00:00:00Z') / 1000);
  assert.is(secondsOf('2100-02-29T00:00:00Z'), null);
});

iso('are printed as Node prints them and read back, over the whole range of the badge', () => {
  const seconds = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 4294967295 }));
  fc.assert(
    fc.property(seconds, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, minutes) => {
      assert.is(isoOf(at, 0), `${new Date(at * 1000).toISOString().slice(0, 19)}+00:00`);
      assert.is(secondsOf(isoOf(at, minutes * 60)), at);
    }),
  );
});

iso('have offsets', () => {
  assert.is(zoneOf('Z'), 0);
  assert.is(zoneOf('+08:00'), 28800);
  assert.is(zoneOf('-0330'), -12600);
  for (const text of ['8', '+8:00', '+15:00', '+08:75', null, 8]) assert.is(zoneOf(text), null);
});

iso.run();
