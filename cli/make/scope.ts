import { children, isFunction, type Node } from './syntax.js';

/** A name and where it lives. */
export interface Binding {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'function' | 'class' | 'param';
  /** The identifier that declares it. */
  readonly at: Node;
  readonly scope: Scope;
  /** For a `var`: the part of an if, loop, switch or try it stands in, which may never run. */
  branch: Node | null;
  /** The loop whose head declares it, of a `let` or `const`. */
  readonly loop: Node | null;
  /** Function or class that it stands for all its life, where that can be seen. */
  means: Node | null;
  /** Declared more than once. */
  doubled: boolean;
}

export interface Scope {
  readonly node: Node;
  readonly above: Scope | null;
  readonly names: Map<string, Binding>;
  /** The function it belongs to; the program for the outermost. */
  readonly owner: Node;
}

/** A use of a name. */
export interface Reference {
  readonly at: Node;
  readonly binding: Binding | null;
  readonly writes: boolean;
  /** The functions and blocks around it, outermost first. */
  readonly around: readonly Node[];
}

export interface Names {
  readonly references: readonly Reference[];
  /** What an identifier stands for; null: a global. */
  bindingOf(identifier: Node): Binding | null;
  /** The names that a function declares for all of its body: its parameters and its outermost block's. */
  scopeOf(fn: Node): Scope | null;
  /** The innermost scope around a use. */
  scopeAt(use: Reference): Scope | null;
}

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement']);

/** Names in a pattern; the gate refuses patterns, but must not trip over them. */
function patternNames(pattern: Node, into: Node[] = []): Node[] {
  if (pattern.type === 'Identifier') into.push(pattern);
  else if (pattern.type === 'Property') patternNames(pattern.value, into);
  else if (pattern.type === 'AssignmentPattern') patternNames(pattern.left, into);
  else if (pattern.type === 'RestElement') patternNames(pattern.argument, into);
  else if (pattern.type !== 'MemberExpression')
    for (const child of children(pattern)) patternNames(child, into);
  return into;
}

/** Whether an identifier is only a word in a syntax (a key, a label) and no name of a variable. */
function isWord(node: Node, above: Node | undefined): boolean {
  if (!above) return false;
  switch (above.type) {
    case 'MemberExpression':
      return above.property === node && !above.computed;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return above.key === node && !above.computed && above.value !== node && !above.shorthand;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return true;
    default:
      return false;
  }
}

/** Whether a node may be passed over when the one above it runs. */
function isBranch(node: Node, above: Node): boolean {
  switch (above.type) {
    case 'IfStatement':
      return above.test !== node;
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return above.body === node;
    case 'TryStatement':
      return above.finalizer !== node;
    default:
      return node.type === 'SwitchCase';
  }
}

/** Which identifier of a program stands for what. */
export function namesOf(program: Node): Names {
  const scopes = new Map<Node, Scope>();
  const bindings = new Map<Node, Binding>();

  const open = (node: Node, above: Scope | null, owner: Node): Scope => {
    const scope: Scope = { node, above, names: new Map(), owner };
    scopes.set(node, scope);
    return scope;
  };

  const declare = (
    scope: Scope,
    at: Node,
    kind: Binding['kind'],
    place: { branch?: Node | null; loop?: Node | null; means?: Node | null } = {},
  ): void => {
    const known = scope.names.get(at.name);
    if (known) {
      // Declared again: it no longer stands for one thing only, nor in one place.
      known.means = null;
      known.branch = null;
      known.doubled = true;
      bindings.set(at, known);
      return;
    }
    const { branch = null, loop = null, means = null } = place;
    const binding: Binding = { name: at.name, kind, at, scope, branch, loop, means, doubled: false };
    scope.names.set(at.name, binding);
    bindings.set(at, binding);
  };

  const collect = (node: Node, scope: Scope, above: Node, around: Node | null): void => {
    let inner = scope;
    const branch = isFunction(node) ? null : isBranch(node, above) ? node : around;
    if (isFunction(node)) {
      if (node.type === 'FunctionDeclaration' && node.id)
        declare(scope, node.id, 'function', { means: node });
      inner = open(node, scope, node);
      if (node.type === 'FunctionExpression' && node.id) declare(inner, node.id, 'param', { means: node });
      for (const param of node.params as Node[])
        for (const name of patternNames(param)) declare(inner, name, 'param');
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      if (node.type === 'ClassDeclaration') declare(scope, node.id, 'class', { means: node });
      else if (node.id) {
        inner = open(node, scope, scope.owner);
        declare(inner, node.id, 'param', { means: node });
      }
    } else if (
      LOOPS.has(node.type) ||
      node.type === 'SwitchStatement' ||
      (node.type === 'BlockStatement' && !isFunction(above))
    ) {
      inner = open(node, scope, scope.owner);
    } else if (node.type === 'CatchClause') {
      inner = open(node, scope, scope.owner);
      if (node.param) for (const name of patternNames(node.param)) declare(inner, name, 'param');
    } else if (node.type === 'VariableDeclaration') {
      let home = scope;
      if (node.kind === 'var') while (home.above && home.node !== home.owner) home = home.above;
      for (const each of node.declarations as Node[])
        for (const name of patternNames(each.id)) {
          const means =
            each.init && (isFunction(each.init) || each.init.type === 'ClassExpression') ? each.init : null;
          declare(home, name, node.kind, {
            branch: node.kind === 'var' ? branch : null,
            loop: node.kind !== 'var' && LOOPS.has(above.type) ? above : null,
            means,
          });
        }
    }
    for (const child of children(node)) collect(child, inner, node, branch);
  };

  const root = open(program, null, program);
  for (const child of children(program)) collect(child, root, program, null);

  const find = (name: string, from: Scope | null): Binding | null => {
    for (let scope = from; scope; scope = scope.above) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return null;
  };

  const references: Reference[] = [];
  const resolve = (node: Node, scope: Scope, around: readonly Node[], above: Node | undefined): void => {
    const inner = scopes.get(node) ?? scope;
    if (node.type === 'Identifier' && !isWord(node, above) && !bindings.has(node)) {
      const binding = find(node.name, inner);
      const writes =
        (above?.type === 'AssignmentExpression' && above.left === node) ||
        above?.type === 'UpdateExpression' ||
        ((above?.type === 'ForInStatement' || above?.type === 'ForOfStatement') && above.left === node);
      if (writes && binding) binding.means = null;
      if (binding) bindings.set(node, binding);
      references.push({ at: node, binding, writes, around });
    }
    const within = scopes.has(node) ? [...around, node] : around;
    for (const child of children(node)) resolve(child, inner, within, node);
  };
  resolve(program, root, [], undefined);

  return {
    references,
    bindingOf: identifier => bindings.get(identifier) ?? null,
    scopeOf: fn => scopes.get(fn) ?? null,
    scopeAt: use => scopes.get(use.around.at(-1) ?? program) ?? root,
  };
}
