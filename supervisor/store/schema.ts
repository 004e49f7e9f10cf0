/**
 * The tables of a store, version 2, in SQL that SQLite and PostgreSQL share. Times are whole seconds since 1970 UTC.
 *
 * Each key is what the thing is known by, so that whatever comes twice is kept once. `events` is for questions in SQL:
 * it is told by the logs in `pulls`, which stay the truth.
 */
export const VERSION = 2;

/** Marks the file as a store of Doorstep: `DOOR`. */
export const APPLICATION = 0x444f4f52;

const HEARD = `
CREATE TABLE heard (
  badge TEXT NOT NULL, heard_ts BIGINT NOT NULL, left_next BIGINT,
  PRIMARY KEY (badge));
`;

/** What makes a store of each version from one of the version before. */
export const STEPS: { readonly [version: number]: string } = { 2: HEARD };

export const TABLES = `
CREATE TABLE badges (
  badge TEXT NOT NULL, log_key TEXT NOT NULL, radio_key TEXT NOT NULL,
  enrolled BIGINT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (badge, log_key, radio_key));
CREATE TABLE wearers (
  badge TEXT NOT NULL, from_ts BIGINT NOT NULL, to_ts BIGINT,
  wearer TEXT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (badge, from_ts));
CREATE TABLE pulls (
  badge TEXT NOT NULL, pulled_ts BIGINT NOT NULL, first_seq BIGINT NOT NULL, next_seq BIGINT NOT NULL,
  dlog BYTEA NOT NULL,
  PRIMARY KEY (badge, pulled_ts, first_seq, next_seq));
CREATE TABLE events (
  badge TEXT NOT NULL, profile TEXT NOT NULL, boot BIGINT NOT NULL, seq BIGINT NOT NULL,
  ts BIGINT, name TEXT NOT NULL, order_id TEXT, fields TEXT NOT NULL,
  PRIMARY KEY (badge, profile, boot, seq));
CREATE TABLE annotations (
  badge TEXT NOT NULL, no BIGINT NOT NULL,
  order_id TEXT NOT NULL, rule TEXT NOT NULL, visit BIGINT NOT NULL,
  kind TEXT NOT NULL, party TEXT, reason TEXT NOT NULL, author TEXT NOT NULL, made BIGINT NOT NULL,
  PRIMARY KEY (badge, no));
${HEARD}`;
