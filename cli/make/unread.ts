import { type Edit, edited, inOrder } from './edits.js';
import { type Node, type Parse, walk } from './syntax.js';

/**
 * Leaves out members of objects that nothing reads: once there is one of a thing, what pointed to it has no use
 * (single.ts). Each costs a badge two variables beside its bytes.
 *
 * Only names that stand nowhere behind a dot or in quotes go, and only where their value is a name or a plain value. Names
 * of the badge itself stay: it reads them.
 */
export function withoutUnread(code: string, parse: Parse, kept: ReadonlySet<string>): string {
  const program = parse(code);
  const read = new Set(kept);
  const objects: Node[] = [];
  walk(program, node => {
    if (node.type === 'MemberExpression' && !node.computed) read.add(node.property.name);
    if (node.type === 'Literal') read.add(String(node.value));
    if (node.type === 'ObjectPattern') for (const member of node.properties) read.add(member.key?.name);
    if (node.type === 'ObjectExpression') objects.push(node);
  });
  const edits: Edit[] = [];
  for (const object of objects) {
    const members = object.properties as readonly Node[];
    members.forEach((member, i) => {
      if (member.type !== 'Property' || member.computed || read.has(member.key.name ?? member.key.value))
        return;
      if (member.value.type !== 'Identifier' && member.value.type !== 'Literal') return;
      // A comma goes with it: the one behind, so that what is left still is a list.
      const next = members[i + 1];
      edits.push({ start: member.start, end: next ? next.start : member.end, text: '' });
    });
  }
  return edited(code, inOrder(edits));
}
