import { type Edit, edited, inOrder } from './edits.js';
import { type Binding, type Names, namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/**
 * Takes out parameters that are the same object in every call.
 *
 * The source hands the application and its log from function to function, so that tests and the desk can have many. A
 * badge has one of each: there they live at the top of the bundle, and every call is shorter, in bytes and in time.
 *
 * `@single` in the comment of a local constant asks for it. Its name then means that object wherever a function of the
 * bundle has a parameter of this name. `@single app.ring` says that it is also reached as `app.ring`: that is written as
 * its name everywhere, and a constant that only gives it this name again is left out.
 */

interface Tagged {
  readonly name: string;
  /** How else it is reached. */
  readonly also: readonly string[];
  /** The statement that declares it. */
  readonly statement: Node;
}

const TAG = /@single((?: \w+(?:\.\w+)+)*)/;

/** The constants that are tagged. */
function taggedIn(code: string, program: Node): Tagged[] {
  const found: Tagged[] = [];
  walk(program, node => {
    if (node.type !== 'VariableDeclaration' || node.declarations.length !== 1) return;
    const before = code.slice(0, node.start).trimEnd();
    const tag = before.endsWith('*/') ? TAG.exec(before.slice(before.lastIndexOf('/*'))) : null;
    if (!tag) return;
    const also = (tag[1] as string).split(' ').filter(each => each !== '');
    found.push({ name: node.declarations[0].id.name, also, statement: node });
  });
  return found;
}

/** The names of what a bundle has one of. */
export function singlesIn(code: string, parse: Parse): Set<string> {
  return new Set(taggedIn(code, parse(code)).map(({ name }) => name));
}

/** The functions at the top of the bundle that have a parameter of this name, with its place among theirs. */
function takersOf(body: readonly Node[], name: string): Map<Node, number> {
  const takers = new Map<Node, number>();
  for (const fn of body) {
    if (fn.type !== 'FunctionDeclaration') continue;
    const at = (fn.params as Node[]).findIndex(param => param.name === name);
    if (at >= 0) takers.set(fn, at);
  }
  return takers;
}

/** The stretch of a list's text that goes with one of its members: the comma behind it, else the one in front. */
function withComma(list: readonly Node[], at: number): { start: number; end: number } {
  const own = list[at] as Node;
  const next = list[at + 1];
  const before = list[at - 1];
  if (next) return { start: own.start, end: next.start };
  return { start: before ? before.end : own.start, end: own.end };
}

/** The line of a node, for a message. */
function lineOf(code: string, node: Node): string {
  const start = code.lastIndexOf('\n', node.start) + 1;
  const end = code.indexOf('\n', node.end);
  return code.slice(start, end < 0 ? undefined : end).trim();
}

/** The edits that make one name single. Throws a sentence where it is not. */
function editsOf(code: string, body: readonly Node[], names: Names, tagged: readonly Tagged[]): Edit[] {
  const { name } = tagged[0] as Tagged;
  const takers = takersOf(body, name);
  const declared = new Map<Binding, Node | null>();
  for (const { statement } of tagged) {
    const binding = names.bindingOf(statement.declarations[0].id);
    if (binding) declared.set(binding, statement);
  }
  for (const [fn, at] of takers) {
    const binding = names.bindingOf(fn.params[at]);
    if (binding) declared.set(binding, null);
  }
  // What has its name from another way to reach it lies in no scope yet: it is the one at the top.
  const own = names.references.filter(({ at }) => at.name === name);
  const other = own.find(({ binding }) => binding && !declared.has(binding));
  if (other)
    throw new Error(`the single ${name} has a name that means another, in ${lineOf(code, other.at)}`);
  const written = own.find(({ writes }) => writes);
  if (written) throw new Error(`the single ${name} is replaced, in ${lineOf(code, written.at)}`);
  const edits: Edit[] = [];
  for (const [fn, at] of takers) {
    edits.push({ ...withComma(fn.params, at), text: '' });
    for (const { at: use, around } of names.references.filter(({ binding }) => binding?.at === fn.id)) {
      const call = callOf(around.at(-1) ?? null, body, use);
      const given: Node | undefined = call?.arguments[at];
      if (!call || !given)
        throw new Error(`${fn.id.name} takes the single ${name}, and is not only called with it`);
      if (given.type !== 'Identifier' || given.name !== name)
        throw new Error(
          `${fn.id.name} takes the single ${name}, and a call gives it ${code.slice(given.start, given.end)}`,
        );
      edits.push({ ...withComma(call.arguments, at), text: '' });
    }
  }
  for (const { statement } of tagged) {
    const { start } = statement;
    edits.push({ start, end: statement.declarations[0].id.start, text: '' });
  }
  return edits;
}

/** The bundle with every other way to reach a single object written as its name. */
function byName(code: string, program: Node, name: string, also: readonly string[]): string {
  const tagged = taggedIn(code, program);
  const edits: Edit[] = [];
  const isAlso = (node: Node | null): boolean => !!node && also.includes(code.slice(node.start, node.end));
  walk(program, (node, above) => {
    const over = above.at(-1);
    if (node.type === 'VariableDeclaration' && node.declarations.length === 1) {
      const { id, init } = node.declarations[0];
      const isTagged = tagged.some(({ statement }) => statement === node);
      if (id.name === name && isAlso(init) && !isTagged)
        edits.push({ start: node.start, end: node.end, text: '' });
    }
    if (node.type !== 'MemberExpression' || !isAlso(node)) return;
    if (over?.type === 'VariableDeclarator' && over.id.name === name) return;
    if (over?.type === 'AssignmentExpression' && over.left === node)
      throw new Error(`the single ${name} is replaced, in ${code.slice(over.start, over.end)}`);
    edits.push({ start: node.start, end: node.end, text: name });
  });
  return edited(code, inOrder(edits));
}

/** The call whose callee is this use of a name, or null. */
function callOf(inside: Node | null, body: readonly Node[], use: Node): Node | null {
  let found: Node | null = null;
  for (const root of inside ? [inside] : body)
    walk(root, node => {
      if (node.type === 'CallExpression' && node.callee === use) found = node;
    });
  return found;
}

/** The bundle with what is single at its top. The lines stay as they were. */
export function singled(source: string, parse: Parse): string {
  let code = source;
  const done = new Set<string>();
  for (;;) {
    const known = taggedIn(code, parse(code));
    const next = known.find(({ name }) => !done.has(name));
    if (!next) break;
    done.add(next.name);
    const also = known.filter(({ name }) => name === next.name).flatMap(each => each.also);
    code = byName(code, parse(code), next.name, also);
    const program = parse(code);
    const all = taggedIn(code, program);
    const wrapper = (program.body as Node[])[0]?.expression?.callee;
    const body: readonly Node[] = wrapper && isFunction(wrapper) ? wrapper.body.body : [];
    const first = body[0];
    if (!first) break;
    const edits = editsOf(
      code,
      body,
      namesOf(program),
      all.filter(({ name }) => name === next.name),
    );
    edits.push({ start: first.start, end: first.start, text: `let ${next.name} = 0; ` });
    code = edited(code, inOrder(edits));
  }
  return code;
}
