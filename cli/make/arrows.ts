import { type Edit, type Mapped, withEdits } from './edits.js';
import { namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/**
 * Turns function declarations into arrow functions: `function f(a){return a+1}` into `let f=a=>a+1`.
 *
 * The badge hoists nothing, so a declaration has no advantage there; measured on the interpreter, an arrow takes as
 * many variables and as long to call. Node, for its part, then refuses a call above the definition, as the badge does.
 */

/** Whether a function needs to be one: it has a `this` or `arguments` of its own. */
function needsOwnThis(fn: Node): boolean {
  let needs = fn.async || fn.generator;
  const look = (node: Node): void =>
    walk(node, (each, above) => {
      if (above.some(outer => isFunction(outer) && outer.type !== 'ArrowFunctionExpression')) return;
      if (each.type === 'ThisExpression' || each.type === 'MetaProperty' || each.type === 'Super')
        needs = true;
      if (each.type === 'Identifier' && each.name === 'arguments') needs = true;
    });
  look(fn.body);
  return needs;
}

/** The declarations that may become arrows. */
function convertible(program: Node): Set<Node> {
  const names = namesOf(program);
  const found = new Set<Node>();
  const unfit = new Set<Node>();
  walk(program, (node, above) => {
    const parent = above.at(-1);
    if (node.type === 'FunctionDeclaration' && parent && Array.isArray(parent.body) && !needsOwnThis(node)) {
      found.add(node);
    }
    // `new f` and `f.prototype` need a function.
    const used =
      node.type === 'NewExpression' ? node.callee : node.type === 'MemberExpression' ? node.object : null;
    const means = used?.type === 'Identifier' ? names.bindingOf(used)?.means : null;
    if (means) unfit.add(means);
  });
  // Nor may it be declared twice or be used outside of the block that would hold it.
  const globals = new Set(names.references.filter(({ binding }) => !binding).map(({ at }) => at.name));
  for (const fn of found) {
    const binding = names.bindingOf(fn.id);
    if (!binding || binding.doubled || globals.has(fn.id.name)) unfit.add(fn);
  }
  for (const fn of unfit) found.delete(fn);
  return found;
}

/** The value that is all a function does, where it is. */
function onlyValue(fn: Node): Node | null {
  const [only, more] = fn.body.body as Node[];
  return only?.type === 'ReturnStatement' && !more ? only.argument : null;
}

function editsOf(code: string, program: Node): Edit[] {
  const arrows = convertible(program);
  const edits: Edit[] = [];
  const isLet = (node: Node | undefined): boolean =>
    node?.type === 'VariableDeclaration' && node.kind === 'let';

  const convert = (fn: Node, before: Node | undefined, after: Node | undefined): void => {
    const isJoined = before !== undefined && (arrows.has(before) || isLet(before));
    const params = fn.params as Node[];
    const [first] = params;
    const bare = params.length === 1 && first?.type === 'Identifier';
    const open = code.indexOf('(', fn.id.end);
    const last = params.at(-1);
    const close = code.indexOf(')', last ? last.end : open);
    edits.push({
      start: fn.start,
      end: open + 1,
      text: `${isJoined ? '' : 'let '}${fn.id.name}=${bare ? '' : '('}`,
    });
    const value = onlyValue(fn);
    const wrap = value && (value.type === 'SequenceExpression' || code[value.start] === '{');
    const opening = value ? (wrap ? '(' : '') : '{';
    const bodyStart = value ? value.start : fn.body.start + 1;
    edits.push({ start: close, end: bodyStart, text: `${bare ? '' : ')'}=>${opening}` });
    const joins = after !== undefined && (arrows.has(after) || isLet(after));
    const closing = value ? (wrap ? ')' : '') : '}';
    edits.push({
      start: value ? value.end : fn.end - 1,
      end: fn.end,
      text: closing + (joins ? ',' : after ? ';' : ''),
    });
  };

  walk(program, node => {
    if (!Array.isArray(node.body)) return;
    const body = node.body as Node[];
    for (const [index, each] of body.entries()) {
      const before = body[index - 1];
      const after = body[index + 1];
      if (arrows.has(each)) convert(each, before, after);
      if (!isLet(each)) continue;
      // A let before an arrow hands over with a comma, and one behind it goes on with the same let.
      if (after && arrows.has(after)) {
        const hasSemicolon = code[each.end - 1] === ';';
        edits.push({ start: hasSemicolon ? each.end - 1 : each.end, end: each.end, text: ',' });
      }
      if (before && arrows.has(before))
        edits.push({
          start: each.start,
          end: (each.declarations as Node[])[0]?.start ?? each.start,
          text: '',
        });
    }
  });
  return edits;
}

/**
 * The code with `let` for each `const`, every place in it where it was.
 *
 * The compiler has held the authors to their constants; the badge need not, and pays two bytes for each.
 */
export function withoutConst(code: string, parse: Parse): string {
  let out = code;
  walk(parse(code), ({ type, kind, start }) => {
    if (type === 'VariableDeclaration' && kind === 'const')
      out = `${out.slice(0, start)}let  ${out.slice(start + 'const'.length)}`;
  });
  return out;
}

/** The code, of one line, with its functions as arrows and its map moved along. */
export function withArrows(bundle: Mapped, parse: Parse): Mapped {
  return withEdits(bundle, editsOf(bundle.code, parse(bundle.code)));
}
