import { type Edit, edited, inOrder } from './edits.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/** Every function of a program that has a name of its own, by that name; null where the name is not one function's alone. */
function namedIn(program: Node): Map<string, Node | null> {
  const named = new Map<string, Node | null>();
  const add = (name: string, what: Node | null): void => {
    named.set(name, named.has(name) ? null : what);
  };
  walk(program, node => {
    if (node.type === 'FunctionDeclaration') add(node.id.name, node);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier')
      add(node.id.name, node.init && isFunction(node.init) ? node.init : null);
    if (isFunction(node)) for (const param of node.params) if (param.name) add(param.name, null);
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') add(node.left.name, null);
  });
  return named;
}

/**
 * Writes a function that only hands on what it is given as the one that it hands it to: `x => f(x)` is `f`.
 *
 * Only where the name means that one function in all of the program, and it takes no more than it was handed.
 */
export function withoutWrappers(code: string, parse: Parse): string {
  const program = parse(code);
  const named = namedIn(program);
  const edits: Edit[] = [];
  walk(program, node => {
    if (node.type !== 'ArrowFunctionExpression' || node.body.type !== 'CallExpression') return;
    const { callee, arguments: given } = node.body;
    const meant = callee.type === 'Identifier' ? named.get(callee.name) : null;
    if (!meant || meant.params.length !== node.params.length || given.length !== node.params.length) return;
    if (!(node.params as Node[]).every((param, i) => param.name && param.name === given[i].name)) return;
    edits.push({ start: node.start, end: node.end, text: callee.name });
  });
  return edited(code, inOrder(edits));
}
