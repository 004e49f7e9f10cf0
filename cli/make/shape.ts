import { encode } from '@jridgewell/sourcemap-codec';
import { takenApart } from './apart.js';
import { type Edit, edited, inOrder } from './edits.js';
import { withNatives } from './natives.js';
import { type Names, namesOf, type Reference, type Scope } from './scope.js';
import { singled, singlesIn } from './single.js';
import { type Node, type Parse, walk } from './syntax.js';

/**
 * Gives a bundle the shape that suits the badge, where a call costs 0.4 ms and each function eight variables.
 *
 * Three tags in a function's comment ask for it; what the function does stays the same.
 *   @inline  a function that is one expression: it is written out where it is called
 *   @cold    a function that runs seldom: what only it needs is made while it runs, and gone afterwards
 *   @once    a function that runs at the start and never again: given up when the bundle has run
 */

export interface Shaped {
  readonly code: string;
  /** A source map, line by line. */
  readonly map: { version: 3; sources: string[]; names: string[]; mappings: string };
}

/** The statements of a bundle: the body of the function that wraps it. */
function bodyOf(program: Node): readonly Node[] {
  const [first] = program.body as Node[];
  const callee = first?.type === 'ExpressionStatement' ? first.expression.callee : null;
  return callee?.body?.body ?? [];
}

/** Where the comment in front of a statement begins; the statement itself where there is none. */
function commentStart(code: string, node: Node): number {
  const before = code.slice(0, node.start).trimEnd();
  return before.endsWith('*/') ? before.lastIndexOf('/*') : node.start;
}

function isTagged(code: string, node: Node, tag: string): boolean {
  return code.slice(commentStart(code, node), node.start).includes(`@${tag}`);
}

function within(inner: Node, outer: Node): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The names that a function uses and does not declare, with the scope each was found in. */
function freeNames(names: Names, fn: Node): Reference[] {
  return names.references.filter(
    ({ at, binding }) => within(at, fn) && (!binding || !within(binding.at, fn)),
  );
}

/** Whether a name, seen from a use of another name, would mean something else than at the top of the bundle. */
function isShadowed(name: string, from: Scope | null, top: Scope | null): boolean {
  for (let scope = from; scope && scope !== top; scope = scope.above) if (scope.names.has(name)) return true;
  return false;
}

const TIGHT = new Set(['Identifier', 'Literal', 'MemberExpression', 'CallExpression']);

/** The text of an expression, safe to stand where another one stood. */
function operand(code: string, node: Node): string {
  const text = code.slice(node.start, node.end);
  return TIGHT.has(node.type) ? text : `(${text})`;
}

/** Writes out one call of `fn`; a sentence where it cannot be. */
function expansion(code: string, names: Names, fn: Node, call: Node): string {
  const value: Node = fn.body.body[0].argument;
  const params = fn.params as Node[];
  const edits: Edit[] = [];
  for (const [i, param] of params.entries()) {
    const uses = names.references.filter(({ at, binding }) => binding?.at === param && within(at, value));
    const given: Node | undefined = call.arguments[i];
    if (!given) throw new Error(`a call of ${fn.id.name} leaves out ${param.name}`);
    let hasEffect = false;
    walk(given, node => {
      if (/^(Assignment|Update|Call|New)Expression$/.test(node.type)) hasEffect = true;
    });
    if (uses.length !== 1 && hasEffect)
      throw new Error(
        `${fn.id.name} uses ${param.name} more than once, and a call gives it an expression with effects`,
      );
    for (const { at } of uses) edits.push({ start: at.start, end: at.end, text: operand(code, given) });
  }
  const shift = value.start;
  const text = edited(
    code.slice(value.start, value.end),
    inOrder(edits).map(({ start, end, text: by }) => ({ start: start - shift, end: end - shift, text: by })),
  );
  return TIGHT.has(value.type) ? text : `(${text})`;
}

/** Writes out the calls of one tagged function, innermost first; null where none is left. */
function inlineOnce(code: string, parse: Parse): string | null {
  const program = parse(code);
  const names = namesOf(program);
  for (const fn of bodyOf(program)) {
    if (fn.type !== 'FunctionDeclaration' || !isTagged(code, fn, 'inline')) continue;
    const only = fn.body.body[0];
    if (fn.body.body.length !== 1 || only.type !== 'ReturnStatement')
      throw new Error(`${fn.id.name} is to be written out, and is more than one expression`);
    const uses = names.references.filter(({ binding }) => binding?.at === fn.id);
    const calls: Node[] = [];
    walk(program, node => {
      if (node.type === 'CallExpression' && uses.some(({ at }) => at === node.callee)) calls.push(node);
    });
    if (calls.length !== uses.length)
      throw new Error(`${fn.id.name} is to be written out, and is not only called`);
    const top = names.bindingOf(fn.id)?.scope ?? null;
    const free = freeNames(names, fn);
    // Calls within the arguments of another call are done in a further round.
    const inner = calls.filter(call => !calls.some(other => other !== call && within(other, call)));
    for (const call of inner) {
      const at = uses.find(use => use.at === call.callee);
      const from = at ? names.scopeAt(at) : null;
      const clash = free.find(({ at: name }) => isShadowed(name.name, from, top));
      if (clash) throw new Error(`${fn.id.name} is written out where ${clash.at.name} means something else`);
    }
    const edits = inner.map(call => ({
      start: call.start,
      end: call.end,
      text: expansion(code, names, fn, call),
    }));
    if (inner.length === calls.length) {
      // Its lines stay, empty, so that every other line keeps its number.
      const start = commentStart(code, fn);
      edits.push({ start, end: fn.end, text: '\n'.repeat(code.slice(start, fn.end).split('\n').length - 1) });
    }
    return edited(code, inOrder(edits));
  }
  return null;
}

/** The identifier that a statement declares, where it is a function or one constant that could as well be made later. */
function movable(statement: Node): Node | null {
  if (statement.type === 'FunctionDeclaration') return statement.id;
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null;
  const { id, init } = statement.declarations[0];
  return init?.type === 'ArrayExpression' || init?.regex ? id : null;
}

/** Which functions and constants move into which tagged function: those that nothing else uses. */
function movesOf(code: string, program: Node): Map<Node, Node> {
  const names = namesOf(program);
  const statements = bodyOf(program);
  const moves = new Map<Node, Node>();
  const ownerOf = (at: Node): Node | undefined => {
    const statement = statements.find(each => within(at, each));
    return statement && (moves.get(statement) ?? statement);
  };
  for (const cold of statements.filter(
    each => each.type === 'FunctionDeclaration' && isTagged(code, each, 'cold'),
  )) {
    const scope = names.scopeOf(cold);
    for (let moved = true; moved; ) {
      moved = false;
      for (const fn of statements) {
        const id = movable(fn);
        if (!id || fn === cold || moves.has(fn) || isTagged(code, fn, 'cold')) continue;
        const uses = names.references.filter(({ at, binding }) => binding?.at === id && !within(at, fn));
        if (!uses.length || !uses.every(({ at }) => ownerOf(at) === cold)) continue;
        if (scope?.names.has(id.name))
          throw new Error(`${id.name} cannot move into ${cold.id.name}: the name is taken`);
        const clash = freeNames(names, fn).find(({ at }) => scope?.names.has(at.name));
        if (clash)
          throw new Error(
            `${id.name} cannot move into ${cold.id.name}: ${clash.at.name} means another there`,
          );
        moves.set(fn, cold);
        moved = true;
      }
    }
  }
  return moves;
}

/** Whether a value is known before anything runs: numbers and texts, and what is made of them and of such `names`. */
function isFixed(init: Node | null, names: ReadonlySet<string>): boolean {
  if (init?.type === 'Literal') return !init.regex;
  if (init?.type === 'Identifier') return names.has(init.name);
  if (init?.type === 'UnaryExpression') return isFixed(init.argument, names);
  return init?.type === 'BinaryExpression' && isFixed(init.left, names) && isFixed(init.right, names);
}

/** Constants that are known before anything runs: the minifier writes them out only where they stand in front of their uses. */
function fixedOf(program: Node): Node[] {
  const names = new Set<string>();
  return bodyOf(program).filter(({ type, kind, declarations }) => {
    if (type !== 'VariableDeclaration' || kind !== 'const' || declarations.length !== 1) return false;
    const { id, init } = declarations[0];
    if (!isFixed(init, names)) return false;
    names.add(id.name);
    return true;
  });
}

/** Gives up what runs once, behind the last statement of the bundle. */
function withoutOnce(code: string, program: Node): string {
  const statements = bodyOf(program);
  const last = statements.at(-1);
  const once = statements.filter(each => each.type === 'FunctionDeclaration' && isTagged(code, each, 'once'));
  if (!last || !once.length) return code;
  return `${code.slice(0, last.end)} ${once.map(fn => `${fn.id.name} = `).join('')}0;${code.slice(last.end)}`;
}

/** Line by line, where each line of the result stood. */
function lineMap(lines: readonly number[]): Shaped['map'] {
  const mappings = encode(lines.map(line => [[0, 0, line, 0]]));
  return { version: 3, sources: ['bundle'], names: [], mappings };
}

/** The bundle in its new shape. Throws a sentence where a tag asks for what cannot be. */
export function shaped(source: string, parse: Parse): Shaped {
  let code = takenApart(singled(source, parse), singlesIn(source, parse), parse);
  for (let next = inlineOnce(code, parse); next !== null; next = inlineOnce(code, parse)) code = next;

  code = withNatives(withoutOnce(code, parse(code)), parse);
  const program = parse(code);
  const moves = movesOf(code, program);
  const lineOf = (place: number): number => code.slice(0, place).split('\n').length - 1;
  const rows = code.split('\n');
  const order: number[] = [];
  const moved = new Set<number>();
  const into = new Map<number, number[]>();
  for (const [fn, cold] of moves) {
    const first = lineOf(fn.start);
    const last = lineOf(fn.end);
    const place = lineOf(cold.body.start);
    const list = into.get(place) ?? [];
    for (let line = first; line <= last; line++) {
      list.push(line);
      moved.add(line);
    }
    into.set(place, list);
  }
  const first = lineOf(bodyOf(program)[0]?.start ?? 0);
  const constants = fixedOf(program)
    .map(({ start, end }) => [lineOf(start), lineOf(end)] as const)
    .filter(([from, to]) => from > first && from === to && !moved.has(from))
    .map(([line]) => line);
  for (const line of constants) moved.add(line);
  for (let line = 0; line < rows.length; line++) {
    if (moved.has(line)) continue;
    if (line === first) order.push(...constants);
    order.push(line);
    const list = into.get(line);
    if (list) order.push(...list.sort((a, b) => a - b));
  }
  return { code: order.map(line => rows[line]).join('\n'), map: lineMap(order) };
}
