import { existsSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';
import { bytesOf, hexOf } from '../../shared/enrol/text.js';
import { secondsOf } from '../../shared/iso.js';
import type { EventRecord, Party } from '../../shared/visit/event.js';
import type { Annotation } from '../annotations.js';
import type { Failure } from '../bluetooth.js';
import type { Wearing } from '../wearers.js';
import { APPLICATION, STEPS, TABLES, VERSION } from './schema.js';
import type { Enrolment, Heard, Kept, Pull, Pulled, Store } from './store.js';

type Row = { readonly [column: string]: number | string | Uint8Array | null };
type Value = number | string | Uint8Array | null;
type Database = InstanceType<typeof sqlite.Database>;

/**
 * The store in a SQLite file; one that is not there is made, for its owner's eyes alone. Answers with the store, or
 * with why it cannot be opened, as the end of a sentence that begins with the file's name.
 *
 * The library's lock is a folder beside the file, which a process that was killed leaves behind. It also makes SQLite
 * take every rollback journal for one in use, so that a change cut in half would stay: hence write-ahead logging,
 * where what was not finished is passed over by its checksums. That takes the lock once, from open to close.
 */
export function openStore(file: string, options: { readonly make: boolean }): Store | Failure {
  if (!options.make && !existsSync(file))
    return { error: 'there is no such file: doorstep enrol or pull --store makes one' };
  let db: Database | undefined;
  try {
    db = new sqlite.Database(file, { fileMustExist: !options.make });
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const fault = prepare(db);
    if (!fault) return new SqliteStore(db);
    db.close();
    return { error: fault };
  } catch (cause) {
    db?.close();
    return { error: whyClosed(file, (cause as Error).message) };
  }
}

/** Checks that the file is a store, and makes it one of this version where it is empty or older. Answers with what is wrong. */
function prepare(db: Database): string | null {
  const pragma = (name: string): unknown => db.get(`PRAGMA ${name}`)?.[name];
  const isEmpty = pragma('page_count') === 0;
  if (!isEmpty && pragma('application_id') !== APPLICATION)
    return 'it is a database of something else: name a store that doorstep made';
  const version = isEmpty ? VERSION : (pragma('user_version') as number);
  if (version > VERSION)
    return `it is a store of version ${version}, and this doorstep knows version ${VERSION}: use a newer one`;
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  let sql = isEmpty ? `${TABLES} PRAGMA application_id = ${APPLICATION};` : '';
  for (let step = version + 1; step <= VERSION; step++) sql += STEPS[step];
  if (sql) db.exec(`BEGIN; ${sql} PRAGMA user_version = ${VERSION}; COMMIT`);
  return null;
}

function whyClosed(file: string, message: string): string {
  if (/locked/.test(message))
    return `another doorstep is using it: wait for that one; if none is running, one was cut off, so remove the folder ${file}.lock`;
  if (/not a database/.test(message)) return 'it is no store: name a file that doorstep made';
  if (/could not open/i.test(message))
    return 'it cannot be opened: is its folder there, and may you write in it?';
  return `it cannot be read (${message}): take the newest copy of it`;
}

const HEAR = `
INSERT INTO heard VALUES (?, ?, ?) ON CONFLICT (badge) DO UPDATE SET
  heard_ts = CASE WHEN excluded.heard_ts > heard.heard_ts THEN excluded.heard_ts ELSE heard.heard_ts END,
  left_next = COALESCE(excluded.left_next, heard.left_next)`;

class SqliteStore implements Store {
  constructor(private readonly db: Database) {}

  enrolments(): Enrolment[] {
    return this.rows('SELECT * FROM badges ORDER BY enrolled, badge').map(row => ({
      badge: row['badge'] as string,
      logKey: bytesOf(row['log_key'] as string),
      radioKey: bytesOf(row['radio_key'] as string),
      enrolled: row['enrolled'] as number,
      note: row['note'] as string,
    }));
  }

  enrol(badges: readonly Enrolment[]): void {
    this.whole(() => {
      for (const { badge, logKey, radioKey, enrolled, note } of badges)
        this.insert('badges', [badge, hexOf(logKey), hexOf(radioKey), enrolled, note]);
    });
  }

  wearings(): Wearing[] {
    return this.rows('SELECT * FROM wearers ORDER BY badge, from_ts').map(row => ({
      badge: row['badge'] as string,
      name: row['wearer'] as string,
      number: row['number'] as string,
      from: row['from_ts'] as number,
      to: row['to_ts'] as number | null,
    }));
  }

  wear({ badge, from, to, name, number }: Wearing): void {
    this.insert('wearers', [badge, from, to, name, number]);
  }

  endWearing(badge: string, from: number, to: number): void {
    this.db.run('UPDATE wearers SET to_ts = ? WHERE badge = ? AND from_ts = ?', [to, badge, from]);
  }

  pulls(badge?: string): Pull[] {
    const which = badge === undefined ? '' : 'WHERE badge = ?';
    const order = 'ORDER BY pulled_ts, badge, next_seq';
    const values = badge === undefined ? [] : [badge];
    return this.rows(`SELECT * FROM pulls ${which} ${order}`, values).map(row => ({
      badge: row['badge'] as string,
      first: row['first_seq'] as number,
      next: row['next_seq'] as number,
      pulledAt: row['pulled_ts'] as number,
      file: row['dlog'] as Uint8Array,
    }));
  }

  pulled(): Pulled[] {
    const counted = 'badge, COUNT(*) AS pulls, MAX(pulled_ts) AS last';
    return this.rows(`SELECT ${counted} FROM pulls GROUP BY badge ORDER BY badge`) as unknown as Pulled[];
  }

  heard(): Heard[] {
    return this.rows('SELECT badge, heard_ts AS at, left_next AS "left" FROM heard') as unknown as Heard[];
  }

  hear(badge: string, at: number, left?: number): void {
    this.db.run(HEAR, [badge, at, left ?? null]);
  }

  keep({ badge, first, next, pulledAt, file }: Pull, profile: string, events: readonly EventRecord[]): Kept {
    const key = [badge, pulledAt, first, next];
    return this.whole(() => {
      if (!this.insert('pulls', [...key, file])) {
        const where = 'badge = ? AND pulled_ts = ? AND first_seq = ? AND next_seq = ?';
        const [known] = this.rows(`SELECT dlog FROM pulls WHERE ${where}`, key);
        return isSame(known?.['dlog'] as Uint8Array, file) ? 0 : 'other';
      }
      return this.insertAll(
        'events',
        events.map(event => eventRow(badge, profile, event)),
      );
    });
  }

  annotations(): Annotation[] {
    return this.rows('SELECT * FROM annotations ORDER BY made, badge, no').map(row => ({
      badge: row['badge'] as string,
      order: row['order_id'] as string,
      rule: row['rule'] as string,
      visit: row['visit'] as number,
      kind: row['kind'] as Annotation['kind'],
      party: row['party'] as Party | null,
      reason: row['reason'] as string,
      author: row['author'] as string,
      made: row['made'] as number,
    }));
  }

  annotate({ badge, order, rule, visit, kind, party, reason, author, made }: Annotation): void {
    this.whole(() => {
      const [known] = this.rows('SELECT COUNT(*) AS n FROM annotations WHERE badge = ?', [badge]);
      const no = (known?.['n'] as number) + 1;
      this.insert('annotations', [badge, no, order, rule, visit, kind, party, reason, author, made]);
    });
  }

  close(): void {
    this.db.close();
  }

  private rows(sql: string, values: Value[] = []): Row[] {
    return this.db.all(sql, values) as Row[];
  }

  /** Whether the row was new. */
  private insert(table: string, row: Value[]): boolean {
    return this.insertAll(table, [row]) === 1;
  }

  /** Inserts rows in the order of the table's columns, and counts those that were new. */
  private insertAll(table: string, rows: readonly Value[][]): number {
    if (!rows[0]) return 0;
    const places = rows[0].map(() => '?').join(', ');
    const insert = this.db.prepare(`INSERT INTO ${table} VALUES (${places}) ON CONFLICT DO NOTHING`);
    try {
      return rows.reduce((count, row) => count + insert.run(row).changes, 0);
    } finally {
      insert.finalize();
    }
  }

  /** All of it or nothing. */
  private whole<T>(work: () => T): T {
    this.db.exec('BEGIN');
    try {
      const done = work();
      this.db.exec('COMMIT');
      return done;
    } catch (cause) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw cause;
    }
  }
}

function eventRow(badge: string, profile: string, event: EventRecord): Value[] {
  const { t, up, boot, seq, clock, event: name, order, ...fields } = event;
  const more = JSON.stringify({ up, clock, ...fields });
  return [badge, profile, boot as number, seq as number, secondsOf(t), name, order ?? null, more];
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
