import type { Report } from './finding.js';
import type { Binding, Names } from './scope.js';
import { children, isFunction, isNamed, memberName, type Node, walk } from './syntax.js';

/** Methods that call the function they are given before they return. */
const CALLS_AT_ONCE = new Set(
  'forEach map filter reduce some every find findIndex sort replace call apply'.split(' '),
);

/**
 * Nothing is used before its line has run: the badge hoists neither functions nor `var`.
 *
 * Follows the program, and then each function, in the order in which it runs. Calls are followed into functions
 * that can be seen (by name, in place, handed to a method that calls at once, constructors). What is reached only
 * through a value, such as a method, is taken to run later.
 */
export function checkOrder(program: Node, names: Names, report: Report): void {
  const told = new Set<Binding>();
  runOrder(program, program, names, report, told);
  walk(program, node => {
    if (isFunction(node)) runOrder(node, node.body, names, report, told);
  });
}

function constructorOf(type: Node | null): Node | undefined {
  const members = type?.body?.type === 'ClassBody' ? (type.body.body as Node[]) : [];
  return members.find(member => member.kind === 'constructor')?.value;
}

function runOrder(root: Node, body: Node, names: Names, report: Report, told: Set<Binding>): void {
  const defined = new Set<Binding>();
  const entered = new Set<Node>([root]);
  const isInside = (node: Node): boolean => node.start >= root.start && node.end <= root.end;

  const define = (identifier: Node): void => {
    const binding = names.bindingOf(identifier);
    if (binding) defined.add(binding);
  };

  const use = (identifier: Node): void => {
    const binding = names.bindingOf(identifier);
    if (!binding || binding.kind === 'param' || defined.has(binding) || told.has(binding)) return;
    // Names of an outer function had their line run before this function could be called, or the outer run says so.
    if (!isInside(binding.scope.node)) return;
    told.add(binding);
    report(
      'used-before-defined',
      identifier,
      `'${binding.name}' is used before the line that defines it has run`,
      'the badge hoists nothing: move the definition up',
    );
  };

  const enter = (fn: Node | null | undefined): void => {
    if (!fn || entered.has(fn) || !isInside(fn)) return;
    entered.add(fn);
    run(fn.body);
  };

  const call = (callee: Node): void => {
    const means = callee.type === 'Identifier' ? names.bindingOf(callee)?.means : null;
    if (isFunction(callee)) enter(callee);
    else if (means && isFunction(means)) enter(means);
    else if (means) construct(means);
  };

  const construct = (type: Node): void => {
    enter(constructorOf(type));
    if (type.superClass) call(type.superClass);
  };

  const run = (node: Node): void => {
    switch (node.type) {
      case 'Identifier':
        use(node);
        return;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return;
      case 'FunctionDeclaration':
        define(node.id);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.superClass) run(node.superClass);
        if (node.type === 'ClassDeclaration') define(node.id);
        for (const member of node.body.body as Node[]) if (member.static && member.value) run(member.value);
        return;
      case 'VariableDeclarator':
        if (node.init) run(node.init);
        if (node.id.type === 'Identifier') define(node.id);
        else walk(node.id, each => each.type === 'Identifier' && define(each));
        return;
      case 'AssignmentExpression':
        if (node.left.type !== 'Identifier') run(node.left);
        run(node.right);
        if (node.left.type === 'Identifier') use(node.left);
        return;
      case 'ForInStatement':
      case 'ForOfStatement':
        run(node.right);
        run(node.left);
        run(node.body);
        return;
      case 'MemberExpression':
        run(node.object);
        if (node.computed) run(node.property);
        return;
      case 'Property':
        run(node.value);
        return;
      case 'LabeledStatement':
        run(node.body);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'CallExpression':
      case 'NewExpression': {
        run(node.callee);
        for (const argument of node.arguments as Node[]) run(argument);
        call(node.callee);
        const method = memberName(node.callee);
        if (method && CALLS_AT_ONCE.has(method)) {
          if (method === 'call' || method === 'apply') call(node.callee.object);
          else for (const argument of node.arguments as Node[]) call(argument);
        }
        return;
      }
      default:
        for (const child of children(node)) run(child);
    }
  };
  run(body);
}

/** A closure sees the last value of a loop variable: the badge keeps one for all rounds. */
export function checkLoops(names: Names, report: Report): void {
  for (const { at, binding, around } of names.references) {
    const loop = binding?.loop;
    if (!loop || !around.slice(around.lastIndexOf(loop) + 1).some(isFunction)) continue;
    report(
      'loop-closure',
      at,
      `a function uses the loop variable '${at.name}' of a ${binding.kind} in the head of a loop`,
      'all rounds share it: copy it into a const in the body, or hand it to a function',
    );
  }
}

/** A `var` whose line was passed over does not exist; writing it then makes a global. */
export function checkBranches(names: Names, report: Report): void {
  for (const { at, binding } of names.references) {
    const branch = binding?.branch;
    if (!branch || (at.start >= branch.start && at.end <= branch.end)) continue;
    report(
      'var-in-branch',
      at,
      `'${at.name}' is used outside of the branch whose 'var' declares it`,
      'declare it before the branch',
    );
  }
}

/** A write to an undeclared name makes a global. */
export function checkWrites(names: Names, report: Report): void {
  for (const { at, binding, writes } of names.references)
    if (writes && !binding)
      report(
        'undeclared-write',
        at,
        `'${at.name}' is written but not declared`,
        'it would become a global: declare it, or write to a member of `global`',
      );
}

/** Rules on classes that need to know which class a name stands for. */
export function checkClasses(program: Node, names: Names, report: Report): void {
  const classOf = (node: Node | null): Node | null => {
    const means = node?.type === 'Identifier' ? names.bindingOf(node)?.means : null;
    return means && !isFunction(means) ? means : null;
  };
  const statics = (type: Node): string[] =>
    (type.body.body as Node[]).filter(member => member.static).map(member => member.key.name);

  walk(program, node => {
    if (node.superClass) {
      const base = node.superClass as Node;
      if (base.type !== 'Identifier')
        report(
          'extends-expression',
          base,
          'a class extends an expression',
          'give the base a name of its own',
        );
      else if (!names.bindingOf(base))
        report('extends-builtin', base, `a class extends the built-in ${base.name}`, 'use a plain object');
      else if (classOf(base)?.superClass)
        report(
          'extends-twice',
          base,
          `a class extends '${base.name}', which itself extends another`,
          'super calls recurse for ever over three levels: one level of inheritance at most',
        );
    }
    const member = memberName(node);
    const type = member ? classOf(node.object) : null;
    if (member && type?.superClass && !statics(type).includes(member)) {
      const base = classOf(type.superClass);
      if (base && statics(base).includes(member))
        report(
          'inherited-static',
          node,
          `the static '${member}' is reached through a class that inherits it`,
          'name the class that has it',
        );
    }
    if (node.type === 'BinaryExpression' && node.operator === 'instanceof' && isNamed(node.right, 'Error'))
      if (!names.bindingOf(node.right))
        report(
          'instanceof-error',
          node,
          "'instanceof Error'",
          'it is false for TypeError and its like: use codes',
        );
  });
}
