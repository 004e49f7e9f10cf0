import { type Edit, edited, inOrder } from './edits.js';
import { type Names, namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';
import { UNSET } from './unset.js';

/**
 * Takes objects that the bundle has one of (single.ts) apart: each member becomes a name at the top of the bundle.
 *
 * `log.tail` takes a byte more than a name does, and an object more time to look through. An object can be taken apart
 * where nothing but its members is ever asked for: it is made by a literal, or by functions that end with one, and
 * handed to nobody. What cannot be is left as it is. The lines of the bundle stay as they were.
 */

/** What is done with a whole object, other than to ask for a member. */
interface Making {
  /** `name = { … };`, or `return { … };` in a function whose value only becomes this object. */
  readonly literals: { readonly statement: Node; readonly literal: Node }[];
  /** `name = make(…);` */
  readonly calls: { readonly statement: Node; readonly assignment: Node }[];
  /** `return name;` */
  readonly returns: { readonly statement: Node; readonly isLast: boolean }[];
  /** As a member of the literal of another object. */
  readonly handed: Node[];
  /** Members asked for, by name. */
  readonly members: Map<string, Node[]>;
}

/** The nodes above each node. */
type Above = ReadonlyMap<Node, readonly Node[]>;

function aboveOf(program: Node): Above {
  const above = new Map<Node, readonly Node[]>();
  walk(program, (node, path) => {
    above.set(node, [...path]);
  });
  return above;
}

/** Whether every member of a literal is a plain name with its value. */
function isPlain(literal: Node): boolean {
  return (literal.properties as Node[]).every(
    each => each.type === 'Property' && !each.computed && !each.method && each.kind === 'init',
  );
}

/** The function around a node, or null where that is no declaration at the top. */
function ownerOf(node: Node, above: Above, body: readonly Node[]): Node | null {
  const inner = above.get(node)?.findLast(isFunction) ?? null;
  return inner && body.includes(inner) ? inner : null;
}

function isLast(statement: Node, owner: Node): boolean {
  return (owner.body.body as Node[]).at(-1) === statement;
}

/** How an object is made and used, or null where it is needed whole. */
function makingOf(name: string, body: readonly Node[], names: Names, above: Above): Making | null {
  const making: Making = { literals: [], calls: [], returns: [], handed: [], members: new Map() };
  const makers = new Set<Node>();
  for (const { at } of names.references.filter(each => each.at.name === name)) {
    const path = above.get(at) as readonly Node[];
    const [over, around] = [path.at(-1) as Node, path.at(-2) as Node];
    if (over.type === 'MemberExpression' && over.object === at && !over.computed) {
      const uses = making.members.get(over.property.name) ?? [];
      making.members.set(over.property.name, [...uses, over]);
    } else if (over.type === 'AssignmentExpression' && over.left === at && over.operator === '=') {
      if (around.type !== 'ExpressionStatement' || path.at(-3)?.type !== 'BlockStatement') return null;
      if (over.right.type === 'ObjectExpression' && isPlain(over.right))
        making.literals.push({ statement: around, literal: over.right });
      else if (over.right.type === 'CallExpression' && over.right.callee.type === 'Identifier') {
        const maker = body.find(
          fn => fn.type === 'FunctionDeclaration' && fn.id.name === over.right.callee.name,
        );
        if (!maker) return null;
        makers.add(maker);
        making.calls.push({ statement: around, assignment: over });
      } else return null;
    } else if (over.type === 'ReturnStatement') {
      const owner = ownerOf(at, above, body);
      if (!owner) return null;
      makers.add(owner);
      making.returns.push({ statement: over, isLast: isLast(over, owner) });
    } else if (over.type === 'Property' && over.value === at && !over.shorthand) making.handed.push(over);
    else return null;
  }
  for (const maker of makers) if (!makesOnly(maker, name, making, names, above)) return null;
  return making.literals.length ? making : null;
}

/** Whether all that a function gives back becomes this object, or is given to nobody. Adds the literals that it ends with. */
function makesOnly(maker: Node, name: string, making: Making, names: Names, above: Above): boolean {
  let makes = true;
  walk(maker.body, (node, path) => {
    if (node.type !== 'ReturnStatement' || path.some(isFunction)) return;
    const value = node.argument;
    if (value?.type === 'Identifier' && value.name === name) return;
    if (value?.type === 'ObjectExpression' && isPlain(value) && isLast(node, maker))
      making.literals.push({ statement: node, literal: value });
    else makes = false;
  });
  for (const { at, binding } of names.references) {
    if (binding?.at !== maker.id) continue;
    const [around, over] = (above.get(at) as readonly Node[]).slice(-2) as [Node, Node];
    if (over.type !== 'CallExpression' || over.callee !== at) return false;
    const isOwn = making.calls.some(({ assignment }) => assignment === around);
    if (!isOwn && around.type !== 'ExpressionStatement' && around.type !== 'Property') return false;
    if (around.type === 'Property') making.handed.push(around);
  }
  return makes;
}

/** Whether the members that an object is handed on in go unread: their object is taken apart, and nobody asks for them. */
function goesNowhere(handed: readonly Node[], makings: ReadonlyMap<string, Making>): boolean {
  return handed.every(property =>
    [...makings.values()].some(
      ({ literals, members }) =>
        literals.some(({ literal }) => literal.properties.includes(property)) &&
        !members.has(property.key.name),
    ),
  );
}

/** What nothing depends on the reading of. */
function isQuiet(value: Node): boolean {
  return value.type === 'Identifier' || value.type === 'Literal';
}

/**
 * A function at the top that a member is and stays, where its name means that function wherever the member is asked for:
 * then it needs no other name.
 */
function functionOf(member: string, making: Making, names: Names, above: Above): string | null {
  const [only, more] = making.literals;
  if (!only || more) return null;
  const given: Node | undefined = only.literal.properties.find(
    (each: Node) => each.key.name === member,
  )?.value;
  const binding = given?.type === 'Identifier' ? names.bindingOf(given) : null;
  if (binding?.means?.type !== 'FunctionDeclaration') return null;
  const isMeant = (use: Node): boolean => {
    if ((above.get(use) as readonly Node[]).at(-1)?.left === use) return false;
    const at = names.references.find(reference => reference.at === use.object);
    for (let scope = at ? names.scopeAt(at) : null; scope; scope = scope.above) {
      const found = scope.names.get(binding.name);
      if (found) return found === binding;
    }
    return false;
  };
  return making.members.get(member)?.every(isMeant) ? binding.name : null;
}

function editsOf(name: string, making: Making, top: Node, names: Names, above: Above): Edit[] {
  const functions = new Map(
    [...making.members.keys()].flatMap(member => {
      const meant = functionOf(member, making, names, above);
      return meant ? [[member, meant]] : [];
    }),
  );
  const part = (member: string): string => functions.get(member) ?? `${name}$${member}`;
  const edits: Edit[] = [];
  const cut = (start: number, end: number, text = ''): void => {
    edits.push({ start, end, text });
  };
  for (const [member, uses] of making.members) for (const use of uses) cut(use.start, use.end, part(member));
  for (const { statement, literal } of making.literals) {
    let at = statement.start;
    for (const { key, value, end } of literal.properties as Node[]) {
      const isUnread = !making.members.has(key.name) || functions.has(key.name);
      if (isUnread && isQuiet(value)) continue;
      const stop = at === statement.start ? '' : '; ';
      cut(at, value.start, isUnread ? stop : `${stop}${part(key.name)} = `);
      at = end;
    }
    cut(at, statement.end, ';');
  }
  for (const { assignment } of making.calls) cut(assignment.start, assignment.right.start);
  for (const { statement, isLast: last } of making.returns)
    cut(statement.start, statement.end, last ? '' : 'return;');
  const known = [...making.members]
    .filter(([member]) => !functions.has(member))
    .sort(([, a], [, b]) => b.length - a.length);
  cut(top.start, top.end, known.map(([member]) => `let ${part(member)} = ${UNSET};`).join(' '));
  return edits;
}

/** The lines between two places, for what is taken out of them. */
function withLines(code: string, edits: readonly Edit[]): Edit[] {
  return edits.map(({ start, end, text }) => ({
    start,
    end,
    text: text + '\n'.repeat(code.slice(start, end).split('\n').length - 1),
  }));
}

/** The bundle with each of the objects `of` taken apart that can be. */
export function takenApart(code: string, of: Iterable<string>, parse: Parse): string {
  const program = parse(code);
  const wrapper = (program.body as Node[])[0]?.expression?.callee;
  if (!wrapper || !isFunction(wrapper)) return code;
  const body: readonly Node[] = wrapper.body.body;
  const names = namesOf(program);
  const above = aboveOf(program);
  const makings = new Map<string, Making>();
  for (const name of of) {
    const making = makingOf(name, body, names, above);
    if (making) makings.set(name, making);
  }
  for (let all = false; !all; ) {
    all = true;
    for (const [name, { handed }] of makings)
      if (!goesNowhere(handed, makings)) {
        makings.delete(name);
        all = false;
      }
  }
  const edits = [...makings].flatMap(([name, making]) => {
    const top = body.find(
      each =>
        each.type === 'VariableDeclaration' &&
        each.declarations.length === 1 &&
        each.declarations[0].id.name === name,
    ) as Node;
    return editsOf(name, making, top, names, above);
  });
  return edited(code, inOrder(withLines(code, edits)));
}
