import type { Node } from './syntax.js';

/** Something in a bundle that the badge cannot run, or runs differently. */
export interface Finding {
  /** Name of the rule, as in gate-samples.ts. */
  readonly rule: string;
  /** What was found, in words. */
  readonly what: string;
  /** What to write instead. */
  readonly mend: string;
  /** Offset in the code, from 0; line and column from 1. */
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** Takes note of a finding at a node or an offset. */
export type Report = (rule: string, at: Node | number, what: string, mend: string) => void;

const AROUND = 30;

/** Completes what a rule reports with the place in the code. */
export function place(code: string, rule: string, at: number, what: string, mend: string): Finding {
  const before = code.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const excerpt = code.slice(at, at + AROUND * 2).split('\n')[0] ?? '';
  return { rule, what, mend, at, line, column, excerpt };
}

/** A finding as one sentence; `where` in place of line and column, when something better is known. */
export function sentence(finding: Finding, where = `${finding.line}:${finding.column}`): string {
  return `${where}: ${finding.what} (${finding.rule}) in "${finding.excerpt}"; ${finding.mend}`;
}
