import { type Edit, type Mapped, withEdits } from './edits.js';
import { type Parse, walk } from './syntax.js';

/**
 * What the build gives a name at the top of the bundle that gets its value while the badge starts. Like any plain value it
 * lets the name stand where it is used most (hottest.ts); in the end nothing is left of it but the name.
 */
export const UNSET = '"(unset)"';

/** A bundle of one line without these first values: two bytes a name. */
export function withoutUnset(bundle: Mapped, parse: Parse): Mapped {
  const edits: Edit[] = [];
  walk(parse(bundle.code), node => {
    if (node.type !== 'VariableDeclarator' || node.init?.type !== 'Literal' || node.init.raw !== UNSET)
      return;
    edits.push({ start: node.id.end, end: node.end, text: '' });
  });
  return withEdits(bundle, edits);
}
