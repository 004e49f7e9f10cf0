import { namesOf } from './scope.js';
import { isFunction, type Node, type Parse } from './syntax.js';

/** A line of a bundle, and which line of its source it was. */
export interface Line {
  readonly text: string;
  readonly origin: number;
}

/**
 * Puts what is used most often first, among the functions, the plain values and the firmware's names at the top of a bundle.
 *
 * The first names get the shortest letters, and the badge looks for a name from the first one on. A function may stand in
 * front of what it uses: it runs only when all of the bundle is defined. Everything else keeps its order, behind them.
 */
export function mostUsedFirst(lines: readonly Line[], parse: Parse): Line[] {
  const code = lines.map(({ text }) => text).join('\n');
  const program = parse(code);
  const whole = (program.body as Node[])[0]?.expression;
  const wrapper = (whole?.type === 'UnaryExpression' ? whole.argument : whole)?.callee;
  const statements: readonly Node[] = wrapper && isFunction(wrapper) ? wrapper.body.body : [];
  const [first] = statements;
  const last = statements.at(-1);
  if (!first || !last) return [...lines];
  const uses = new Map<Node, number>();
  const globals = new Set<Node>();
  for (const { at, binding } of namesOf(program).references)
    if (binding) uses.set(binding.at, (uses.get(binding.at) ?? 0) + 1);
    else globals.add(at);
  /** Whether a value is there from the start: it is written out, or the firmware's. */
  const isPlain = (init: Node | null): boolean =>
    init?.type === 'MemberExpression'
      ? isPlain(init.object)
      : init?.type === 'Literal' || globals.has(init as Node);

  const rows = lines.map((_, row) => lines.slice(0, row).reduce((sum, { text }) => sum + text.length + 1, 0));
  const cut = (start: number, end: number, before = '', behind = ''): Line[] => {
    const row = rows.findLastIndex(from => from <= start);
    return `${before}${code.slice(start, end)}${behind}`
      .split('\n')
      .map((text, i) => ({ text, origin: (lines[row + i] as Line).origin }));
  };
  const hot: { uses: number; lines: Line[] }[] = [];
  const others: Line[] = [];
  const put = (id: Node | null, piece: Line[]): void => {
    if (id) hot.push({ uses: uses.get(id) ?? 0, lines: piece });
    else others.push(...piece);
  };
  for (const each of statements)
    if (each.type === 'VariableDeclaration' && each.kind === 'let')
      for (const { id, init, start, end } of each.declarations as Node[])
        put(isPlain(init) ? id : null, cut(start, end, 'let ', ';'));
    else put(each.type === 'FunctionDeclaration' ? each.id : null, cut(each.start, each.end));
  hot.sort((a, b) => b.uses - a.uses);
  return [
    ...cut(0, first.start),
    ...hot.flatMap(piece => piece.lines),
    ...others,
    ...cut(last.end, code.length),
  ];
}
