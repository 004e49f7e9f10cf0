import { type Edit, edited, inOrder } from './edits.js';
import { type Binding, type Names, namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/** A bundle whose lines may have moved, and which line of its source each of them was. */
export interface Moved {
  readonly code: string;
  readonly origins: readonly number[];
}

/** A stretch of text, and the line that each of its lines was. */
interface Piece {
  readonly text: string;
  readonly origins: readonly number[];
}

/** Pieces behind one another. A line that is put together was what its first words were. */
function joined(pieces: readonly Piece[]): Moved {
  const rows = [''];
  const origins = [0];
  for (const { text, origins: from } of pieces)
    for (const [i, row] of text.split('\n').entries()) {
      if (i) {
        rows.push('');
        origins.push(0);
      }
      const last = rows.length - 1;
      if (!(rows[last] as string).trim()) origins[last] = from[i] as number;
      rows[last] += row;
    }
  return { code: rows.join('\n'), origins };
}

/** Whether nothing of its function is left to do behind a statement; `above` is what it stands in. */
function isTail(statement: Node, above: readonly Node[]): boolean {
  let inner = statement;
  for (const outer of [...above].reverse()) {
    if (isFunction(outer)) return true;
    if (outer.type === 'BlockStatement' ? outer.body.at(-1) !== inner : outer.type !== 'IfStatement')
      return false;
    inner = outer;
  }
  return false;
}

/** The statement, or the body of an arrow, that one call of a function is all of, where all of the function may stand instead. */
function placeOf(fn: Node, call: Node, above: readonly Node[]): Node | null {
  const over = above.at(-1) as Node;
  if (over.type === 'ArrowFunctionExpression') return over.body === call ? call : null;
  const returns: Node[] = [];
  walk(fn.body, (node, path) => {
    if (node.type === 'ReturnStatement' && !path.some(isFunction)) returns.push(node);
  });
  const isLast = isTail(over, above.slice(0, -1));
  if (over.type === 'ReturnStatement')
    return isLast || fn.body.body.at(-1)?.type === 'ReturnStatement' ? over : null;
  const isFit = !returns.length || (isLast && returns.every(each => !each.argument));
  return over.type === 'ExpressionStatement' && isFit ? over : null;
}

/** The function's body as a block for the place of its call: no name of it means anything else there. */
function blockOf(code: string, names: Names, fn: Node, call: Node): { head: string; body: string } {
  const isWritten = (binding: Binding): boolean =>
    names.references.some(each => each.binding === binding && each.writes);
  const newName = new Map<Binding, string>();
  let head = '{';
  for (const [i, param] of (fn.params as Node[]).entries()) {
    const own = names.bindingOf(param) as Binding;
    const given: Node | undefined = call.arguments[i];
    const other = given?.type === 'Identifier' ? names.bindingOf(given) : null;
    if (other && !other.loop && !isWritten(other) && !isWritten(own)) newName.set(own, other.name);
    else head += ` let ${own.name}$${fn.id.name}${given ? ` = ${code.slice(given.start, given.end)}` : ''};`;
  }
  const edits: Edit[] = [];
  walk(fn.body, node => {
    const binding = node.type === 'Identifier' ? names.bindingOf(node) : null;
    if (!binding || binding.at.start < fn.start || binding.at.end > fn.end) return;
    const text = newName.get(binding) ?? `${binding.name}$${fn.id.name}`;
    edits.push({ start: node.start, end: node.end, text });
  });
  const from = fn.body.start + 1;
  const inner = inOrder(edits).map(({ start, end, text }) => ({
    start: start - from,
    end: end - from,
    text,
  }));
  return { head, body: edited(code.slice(from, fn.body.end - 1), inner) };
}

/**
 * Puts a function of several statements in the place of the one call of it; null where none is left that is tagged.
 *
 * The call must be a statement, what is returned, or all of an arrow function, and the function must not return where
 * more would follow.
 */
export function splicedOnce(
  { code, origins }: Moved,
  tagged: (code: string, program: Node) => readonly { readonly fn: Node; readonly start: number }[],
  parse: Parse,
): Moved | null {
  const program = parse(code);
  const [next] = tagged(code, program);
  if (!next) return null;
  const { fn, start } = next;
  const names = namesOf(program);
  const uses = names.references.filter(({ binding }) => binding?.at === fn.id);
  let found: { call: Node; place: Node } | null = null;
  walk(program, (node, above) => {
    if (node.type !== 'CallExpression' || node.callee !== uses[0]?.at) return;
    const place = placeOf(fn, node, above);
    if (place) found = { call: node, place };
  });
  const { call, place } = (found ?? {}) as { call?: Node; place?: Node };
  if (uses.length !== 1 || !call || !place || (call.start > fn.start && call.end < fn.end))
    throw new Error(
      `${fn.id.name} is to be written out: it must be one expression, or be called once, as a statement that its returns end with`,
    );
  const { head, body } = blockOf(code, names, fn, call);
  const lineOf = (at: number): number => code.slice(0, at).split('\n').length - 1;
  const piece = (from: number, to: number): Piece => ({
    text: code.slice(from, to),
    origins: origins.slice(lineOf(from), lineOf(to) + 1),
  });
  const here = [origins[lineOf(place.start)] as number];
  const block: Piece[] = [
    { text: head, origins: here },
    { text: body, origins: origins.slice(lineOf(fn.body.start), lineOf(fn.end) + 1) },
    { text: '}', origins: here },
  ];
  return joined(
    start < place.start
      ? [piece(0, start), piece(fn.end, place.start), ...block, piece(place.end, code.length)]
      : [piece(0, place.start), ...block, piece(place.end, start), piece(fn.end, code.length)],
  );
}
