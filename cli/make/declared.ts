import { type Edit, edited, inOrder } from './edits.js';
import { isFunction, type Node, type Parse, walk } from './syntax.js';

/**
 * Bytes that an arrow function of a `let` takes more as it is flashed than the same as a declaration: `,f=(a,b)=>{}` is
 * two longer than `function f(a,b){}`, where each reserved word is one. Null where it must stay as it is.
 */
function gainOf({ init }: Node): number | null {
  if (init?.type !== 'ArrowFunctionExpression' || init.body.type !== 'BlockStatement') return null;
  let isBound = false;
  walk(init.body, node => {
    if (node.type === 'ThisExpression' || node.name === 'arguments') isBound = true;
  });
  return isBound ? null : init.params.length === 1 ? 0 : 2;
}

/** What the names of a `let` so far are to be, true for a declaration, and how many bytes that saves. */
interface Choice {
  readonly saved: number;
  readonly declared: readonly boolean[];
}

/** Which names become declarations: a `;` ends each stretch of those that stay, and the last one where more follows. */
function choiceOf(gains: readonly (number | null)[], isFollowed: boolean): readonly boolean[] {
  const none: Choice = { saved: 0, declared: [] };
  const better = (a: Choice, b: Choice | null): Choice => (b && b.saved > a.saved ? b : a);
  const and = ({ saved, declared }: Choice, more: number, isDeclared: boolean): Choice => ({
    saved: saved + more,
    declared: [...declared, isDeclared],
  });
  // The best where the last name stays, and where it is declared.
  let stays = none;
  let last: Choice | null = null;
  for (const [i, gain] of gains.entries()) {
    const behind: Choice = i ? better({ ...stays, saved: stays.saved - 1 }, last) : none;
    stays = and(better(stays, last), 0, false);
    last = gain === null ? null : and(behind, gain, true);
  }
  return better(stays, last && { ...last, saved: last.saved + (isFollowed ? 1 : 0) }).declared;
}

/**
 * The bundle with arrow functions as declarations where that takes fewer bytes as it is flashed.
 *
 * Only there: the text keeps its arrows, so that Node, which would hoist a declaration, refuses what the badge does.
 */
export function withDeclarations(code: string, parse: Parse): string {
  const edits: Edit[] = [];
  const put = (start: number, end: number, text: string): void => {
    if (code.slice(start, end) !== text) edits.push({ start, end, text });
  };
  walk(parse(code), (node, above) => {
    const over = above.at(-1);
    if (node.type !== 'VariableDeclaration' || node.kind !== 'let') return;
    if (over?.type !== 'BlockStatement' || !isFunction(above.at(-2) as Node)) return;
    const all = node.declarations as Node[];
    const choice = choiceOf(all.map(gainOf), code[node.end - 1] === ';');
    for (const [i, { id, init, start, end }] of all.entries()) {
      const before = all[i - 1];
      const isDeclared = choice[i];
      const opening = isDeclared ? '' : 'let ';
      if (!before) put(node.start, start, opening);
      else if (choice[i - 1]) put(before.end, start, opening);
      else put(before.end, start, isDeclared ? ';' : ',');
      if (isDeclared) {
        const params = (init.params as Node[]).map(({ name }) => name).join();
        put(id.start, init.body.start, `function ${id.name}(${params})`);
        if (i === all.length - 1) put(end, node.end, '');
      }
    }
  });
  return edited(code, inOrder(edits));
}
