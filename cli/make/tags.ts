import type { Node } from './syntax.js';

/** Where the comment in front of a statement begins; the statement itself where there is none. */
export function commentStart(code: string, node: Node): number {
  const before = code.slice(0, node.start).trimEnd();
  return before.endsWith('*/') ? before.lastIndexOf('/*') : node.start;
}

/** Whether the comment in front of a statement has a tag. */
export function isTagged(code: string, node: Node, tag: string): boolean {
  return code.slice(commentStart(code, node), node.start).includes(`@${tag}`);
}
