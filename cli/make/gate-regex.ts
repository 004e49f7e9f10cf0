import type { Node } from './syntax.js';

/** A part of a pattern that the badge reads otherwise or not at all: rule and its words. */
const PARTS: readonly { readonly rule: string; readonly part: RegExp; readonly what: string }[] = [
  { rule: 'regex-count', part: /^\{\d/, what: 'a counted repeat {n}' },
  { rule: 'regex-lazy', part: /^[*+?]\?/, what: 'a lazy repeat' },
  { rule: 'regex-group', part: /^\(\?/, what: 'a group that opens with (?' },
  { rule: 'regex-boundary', part: /^\\[bB]/, what: 'a word boundary \\b or \\B' },
  { rule: 'regex-backreference', part: /^\\[1-9k]/, what: 'a back reference' },
  { rule: 'regex-repeated-group', part: /^\)[*+?{]/, what: 'a group that repeats or may be missing' },
];

export interface RegexTrouble {
  readonly rule: string;
  readonly what: string;
}

/** What in a pattern, and in its flags, the badge does not speak. */
export function regexTrouble(pattern: string, flags: string): RegexTrouble[] {
  const found: RegexTrouble[] = [];
  let inClass = false;
  /** For each open group, outermost first: whether an anchor stands in the alternative that is being read. */
  const anchored = [false];
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    if (inClass) {
      if (rest[0] === '/') found.push({ rule: 'regex-slash-in-class', what: "a bare '/' inside [...]" });
      inClass = rest[0] !== ']';
    } else {
      const part = PARTS.find(each => each.part.test(rest));
      if (part) found.push({ rule: part.rule, what: part.what });
      inClass = rest[0] === '[';
      if (rest[0] === '(') anchored.push(false);
      if (rest[0] === ')') anchored.pop();
      if (rest[0] === '^') anchored[anchored.length - 1] = true;
      if (rest[0] === '|') {
        if (anchored.at(-1) && rest[1] !== '^')
          found.push({
            rule: 'regex-anchor-first',
            what: "an alternative after one that is anchored by '^'",
          });
        anchored[anchored.length - 1] = false;
      }
    }
    if (rest[0] === '\\') i++;
  }
  const unknown = flags.replace(/[gi]/g, '');
  if (unknown) found.push({ rule: 'regex-flags', what: `the flag ${unknown} of a regular expression` });
  return found;
}

/** Pattern and flags of a literal or of `new RegExp('...')`, where they are written out. */
export function patternOf(node: Node): { pattern: string; flags: string } | null {
  if (node.type === 'Literal' && node.regex) return node.regex;
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return null;
  const [pattern, flags] = (node.arguments as Node[]).map(each =>
    each.type === 'Literal' ? each.value : '',
  );
  return typeof pattern === 'string' ? { pattern, flags: typeof flags === 'string' ? flags : '' } : null;
}
