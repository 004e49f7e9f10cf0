import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { CODES } from '../../shared/profile/profiles.js';
import type { Span } from '../../shared/time.js';
import { UserError } from '../user-error.js';

/** A YAML text that knows its lines, so that whatever is wrong with it can be pointed at. */
export interface Source {
  readonly root: Entry;
  isRule(rule: string): boolean;
}

/** Reads YAML; a text that is none is one sentence with file, line and mend. */
export function readYaml(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error) {
    const line = lines.linePos(error.pos[0]).line;
    const what = error.message.split('\n')[0].replace(/[.:]$/, '');
    throw new UserError(`${file}:${line}: this is not YAML (${what}): mend the line.`);
  }
  const rules = new Set(CODES.flatMap(profile => profile.rules));
  return {
    root: new Entry(file, lines, document.contents, 1),
    isRule: rule => rules.has(rule),
  };
}

const SPAN = /^(\d+(?:\.\d+)?)\s*(s|m|h)$/;
const UNITS: { readonly [unit: string]: Span } = { s: 1, m: 60, h: 3600 };

/** A value of the text and the line it stands in. */
export class Entry {
  readonly line: number;

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly node: Node | null,
    line: number,
  ) {
    this.line = node?.range ? lines.linePos(node.range[0]).line : line;
  }

  /** What is wrong here and how to mend it. */
  fail(sentence: string): never {
    throw new UserError(`${this.file}:${this.line}: ${sentence}`);
  }

  /** The value as it would be written in JSON. */
  shown(): string {
    return JSON.stringify(this.value()) ?? 'empty';
  }

  value(): unknown {
    return this.node?.toJSON() ?? null;
  }

  isList(): boolean {
    return isSeq(this.node);
  }

  isObject(): boolean {
    return isMap(this.node);
  }

  text(): string {
    if (isScalar(this.node) && typeof this.node.value === 'string' && this.node.value.trim())
      return this.node.value;
    return this.fail(`${this.shown()} stands where a text belongs: write one, in quotes if need be.`);
  }

  integer(least: number, most: number): number {
    const value = this.value();
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.fail(
      `${this.shown()} stands where a whole number from ${least} to ${most} belongs: write one.`,
    );
  }

  choice<T extends string>(names: readonly T[]): T {
    const value = this.value();
    const found = names.find(name => name === value);
    return found ?? this.fail(`${this.shown()} is none of ${names.join(', ')}: choose one.`);
  }

  /** A length of time: 90s, 10m, 2h. */
  span(): Span {
    const match = SPAN.exec(String(this.value()));
    if (match) return Number(match[1]) * UNITS[match[2]];
    return this.fail(`${this.shown()} is no length of time: write one such as 90s, 10m or 2h.`);
  }

  list(what: string): Entry[] {
    if (!isSeq(this.node)) return this.fail(`${what} is ${this.shown()}: make it a list.`);
    return this.node.items.map(item => this.below(item as Node | null));
  }

  entries(what: string): [string, Entry][] {
    if (!isMap(this.node)) return this.fail(`${what} is ${this.shown()}: write names with values there.`);
    return this.node.items.map(pair => {
      const key = this.below(pair.key as Node | null);
      return [String(key.value()), new Entry(this.file, this.lines, pair.value as Node | null, key.line)];
    });
  }

  /** The values of an object that has no other keys than these. */
  object<K extends string>(keys: readonly K[], what: string): Entries<K> {
    const found = new Map<string, Entry>();
    for (const [key, value] of this.entries(what)) {
      if (!(keys as readonly string[]).includes(key))
        value.fail(`${what} has no key ${key}: use ${keys.join(', ')}.`);
      if (found.has(key)) value.fail(`${key} stands twice: leave one out.`);
      found.set(key, value);
    }
    return {
      get: key => found.get(key),
      need: (key, means) =>
        found.get(key) ?? this.fail(`${what} lacks ${key}: add it with ${means} as its value.`),
      where: this,
    };
  }

  private below(node: Node | null): Entry {
    return new Entry(this.file, this.lines, node, this.line);
  }
}

export interface Entries<K extends string> {
  get(key: K): Entry | undefined;
  need(key: K, means: string): Entry;
  readonly where: Entry;
}
