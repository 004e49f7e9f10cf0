/** A node of a syntax tree as rollup's parser gives it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  // Each type of node has its own further members; whoever reads one knows the type.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly [member: string]: any;
}

export type Parse = (code: string) => Node;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The nodes right below one, in the order in which they stand in the text. */
export function children(node: Node): Node[] {
  const below: Node[] = [];
  for (const member of Object.values(node)) {
    if (isNode(member)) below.push(member);
    else if (Array.isArray(member)) for (const each of member) if (isNode(each)) below.push(each);
  }
  // A shorthand property holds the same place twice, as key and as value.
  if (node.type === 'Property' && node.shorthand) return [node.value as Node];
  return below.sort((a, b) => a.start - b.start);
}

/** Every node of a tree with those above it, nearest last. */
export function walk(node: Node, visit: (node: Node, above: readonly Node[]) => void): void {
  const above: Node[] = [];
  const down = (each: Node): void => {
    visit(each, above);
    above.push(each);
    for (const child of children(each)) down(child);
    above.pop();
  };
  down(node);
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** Name of a member that is written out (`a.b` or `a['b']`), else undefined. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed) return node.property.name;
  return node.property.type === 'Literal' && typeof node.property.value === 'string'
    ? node.property.value
    : undefined;
}

export const isNamed = (node: Node | null | undefined, name: string): boolean =>
  node?.type === 'Identifier' && node.name === name;
