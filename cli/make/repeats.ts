import { type Edit, type Mapped, withEdits } from './edits.js';
import { bytesOfWhole } from './numbers.js';
import { namesOf } from './scope.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';
import { UNSET } from './unset.js';

/** Bytes that one more name of one letter costs, at the least: the one that has to go on with two for it. */
const PUSHED_OUT = 8;

/** Something that a bundle writes again and again. */
interface Repeat {
  /** What its name stands for, and its bytes as it is flashed. */
  readonly value: string;
  readonly bytes: number;
  /** Where it stands, and what stands around the name there. */
  readonly uses: { readonly at: Node; readonly text: (name: string) => string; readonly saved: number }[];
}

function isRepeatable(node: Node, above: Node): boolean {
  if (above.type === 'Property' && above.key === node) return false;
  return typeof node.value === 'number' || (typeof node.value === 'string' && node.raw !== UNSET);
}

function repeatsIn(code: string, program: Node, isOurs: (member: string) => boolean): Map<string, Repeat> {
  const repeats = new Map<string, Repeat>();
  const add = (value: string, bytes: number, use: Repeat['uses'][number]): void => {
    const repeat = repeats.get(value) ?? { value, bytes, uses: [] };
    repeat.uses.push(use);
    repeats.set(value, repeat);
  };
  walk(program, (node, above) => {
    const over = above.at(-1) as Node;
    if (node.type === 'MemberExpression' && !node.computed && !isOurs(node.property.name)) {
      const value = JSON.stringify(node.property.name);
      const at = { ...node.property, start: code.lastIndexOf('.', node.property.start) };
      add(value, value.length, { at, text: name => `[${name}]`, saved: value.length - 4 });
    } else if (node.type === 'Literal' && isRepeatable(node, over)) {
      const bytes = typeof node.value === 'number' ? bytesOfWhole(node.value, node.raw) : node.raw.length;
      add(node.raw, bytes, { at: node, text: name => name, saved: bytes - 1 });
    }
  });
  return repeats;
}

/** Constants that the top of a bundle has already, by their text. */
function constantsIn(body: readonly Node[], program: Node): Map<string, Node> {
  const written = new Set(
    namesOf(program).references.flatMap(({ binding, writes }) => (writes && binding ? [binding.at] : [])),
  );
  const constants = new Map<string, Node>();
  for (const each of body)
    if (each.type === 'VariableDeclaration')
      for (const { id, init } of each.declarations)
        if (init?.type === 'Literal' && init.raw !== UNSET && !written.has(id)) constants.set(init.raw, id);
  return constants;
}

/**
 * Gives a name at the top of a bundle to what it writes so often that this takes fewer bytes: numbers, texts, and members of
 * the firmware's own, for `.length` is seven bytes and `[a]` three.
 *
 * `isOurs` says which members get short names in any case. The lines stay as they were.
 */
export function withoutRepeats(bundle: Mapped, isOurs: (member: string) => boolean, parse: Parse): Mapped {
  const program = parse(bundle.code);
  const whole = (program.body as Node[])[0]?.expression;
  const wrapper = (whole?.type === 'UnaryExpression' ? whole.argument : whole)?.callee;
  const body: readonly Node[] = wrapper && isFunction(wrapper) ? wrapper.body.body : [];
  const [first] = body;
  if (!first) return bundle;
  const constants = constantsIn(body, program);
  const edits: Edit[] = [];
  let names = '';
  let count = 0;
  for (const { value, bytes, uses } of repeatsIn(bundle.code, program, isOurs).values()) {
    const known = constants.get(value);
    const saved = uses.reduce((sum, use) => sum + use.saved, 0);
    if (saved <= (known ? 0 : bytes + 3 + PUSHED_OUT)) continue;
    const name = known ? known.name : `$repeat${count++}`;
    if (!known) names += `let ${name} = ${value}; `;
    for (const { at, text } of uses) {
      const isOwn = known && at.start > known.start && bundle.code.slice(known.end, at.start).trim() === '=';
      if (!isOwn) edits.push({ start: at.start, end: at.end, text: text(name) });
    }
  }
  edits.push({ start: first.start, end: first.start, text: names });
  return withEdits(bundle, edits);
}
