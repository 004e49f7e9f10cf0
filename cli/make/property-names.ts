import { LIBRARY_NAMES } from './gate-library.js';
import { type Node, walk } from './syntax.js';

/**
 * Which properties the minifier may rename, and to what.
 *
 * Names that anything outside of the bundle could know stay: those in the declaration files of the badge, and those
 * that the code itself writes in quotes. Every other name is ours. The most used get the shortest names, so the
 * same source always gives the same bytes; nothing is carried over from build to build.
 */

/** Names of members in a declaration file; those of parameters and types are left out. */
export function declaredNames(text: string): Set<string> {
  const names = new Set<string>();
  const open: string[] = [];
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const tokens = code.match(/[\w$]+|'[^'\n]*'|"[^"\n]*"|=>|[^\s]/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    if ('([{'.includes(token)) open.push(token);
    else if (')]}'.includes(token)) open.pop();
    else if (open.at(-1) === '{') {
      const next = tokens[index + 1] === '?' ? tokens[index + 2] : tokens[index + 1];
      if (/^[\w$'"]/.test(token) && (next === ':' || next === '(' || next === '<'))
        names.add(token.replace(/['"]/g, ''));
    }
  }
  return names;
}

const FIRST = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$';
const NEXT = `${FIRST}0123456789`;

/** Not for a member: words of the language, and what would look like the library's. */
const NEVER = new Set([...LIBRARY_NAMES, 'do', 'if', 'in', 'of', 'as', 'is', 'to']);

function* shortNames(): Generator<string> {
  yield* FIRST;
  for (const first of FIRST) for (const next of NEXT) yield first + next;
  throw new Error('A bundle has more names of properties than the minifier was made for.');
}

/** Names of ours in a bundle, each with the one it gets. */
export function renamed(program: Node, kept: ReadonlySet<string>): Map<string, string> {
  const counts = new Map<string, number>();
  const quoted = new Set<string>();
  const count = (key: Node): void => {
    if (key.type === 'Literal') quoted.add(String(key.value));
    else if (key.type === 'Identifier') counts.set(key.name, (counts.get(key.name) ?? 0) + 1);
  };
  walk(program, node => {
    if (node.type === 'MemberExpression' && (!node.computed || node.property.type === 'Literal'))
      count(node.property);
    else if (/^(Property|MethodDefinition|PropertyDefinition)$/.test(node.type) && !node.computed)
      count(node.key);
    else if (node.type === 'BinaryExpression' && node.operator === 'in') count(node.left);
  });
  const ours = [...counts.keys()].filter(
    name => !kept.has(name) && !quoted.has(name) && name !== 'constructor',
  );
  const uses = (name: string): number => counts.get(name) ?? 0;
  ours.sort((a, b) => uses(b) - uses(a) || (a < b ? -1 : 1));

  const names = new Map<string, string>();
  const free = shortNames();
  for (const name of ours) {
    let short: string;
    do short = free.next().value;
    while (kept.has(short) || quoted.has(short) || NEVER.has(short));
    names.set(name, short);
  }
  return names;
}
