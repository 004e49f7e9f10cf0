import { type Edit, edited } from './edits.js';
import { namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/** What is worth a name of its own at the top of the bundle: the firmware's, by the text that names it, and by what. */
const NATIVES: Readonly<Record<string, string>> = {
  'Math.max': '$max',
  'Math.min': '$min',
  Uint32Array: '$words',
};

/** Gives functions of the firmware that a bundle uses often a short name: `Math.max` is eight bytes wherever it stands. */
export function withNatives(code: string, parse: Parse): string {
  const program = parse(code);
  const [first] = ((program.body as Node[])[0]?.expression?.callee?.body?.body ?? []) as Node[];
  if (!first) return code;
  const globals = new Set(namesOf(program).references.flatMap(({ at, binding }) => (binding ? [] : [at])));
  const edits: Edit[] = [];
  const used = new Set<string>();
  walk(program, (node, above) => {
    const root = node.type === 'MemberExpression' ? node.object : node;
    const text = code.slice(node.start, node.end);
    const name = NATIVES[text];
    if (!name || !globals.has(root) || isFunction(above.at(-1) ?? node)) return;
    used.add(text);
    edits.push({ start: node.start, end: node.end, text: name });
  });
  const names = [...used].map(text => `let ${NATIVES[text]} = ${text}; `).join('');
  return edited(code, [{ start: first.start, end: first.start, text: names }, ...edits]);
}
