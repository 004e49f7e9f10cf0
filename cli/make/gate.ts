import { type Finding, place, type Report } from './finding.js';
import { checkLibrary } from './gate-library.js';
import { checkBranches, checkClasses, checkLoops, checkOrder, checkWrites } from './gate-order.js';
import { checkSyntax } from './gate-syntax.js';
import { namesOf } from './scope.js';
import type { Node, Parse } from './syntax.js';

export { type Finding, sentence } from './finding.js';

/**
 * What in a bundle the badge could not run, or would run differently from Node.
 *
 * Looks at the final bytes, since a minifier may make what the source did not have. The rules are rows of
 * espruino.md 1.1 to 1.3 that can be seen in a text; test/make/gate-samples.ts has a sample of each.
 * `parse` is rollup's `parseAst`.
 */
export function gate(code: string, parse: Parse): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (rule, at, what, mend) => {
    findings.push(place(code, rule, typeof at === 'number' ? at : at.start, what, mend));
  };

  for (const { index } of code.matchAll(/[^\n\r\t\x20-\x7e]/g)) {
    report('byte', index, 'a byte that is not printable ASCII', 'write \\xHH');
    break;
  }
  const program = parsed(code, parse, report);
  if (program) {
    const names = namesOf(program);
    checkSyntax(code, program, report);
    checkLibrary(program, names, report);
    checkOrder(program, names, report);
    checkLoops(names, report);
    checkBranches(names, report);
    checkWrites(names, report);
    checkClasses(program, names, report);
  }
  return findings.sort((a, b) => a.at - b.at);
}

/** Rollup's parser dies at a `with`, so that one is looked for first, outside of strings. */
const WITH = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|(?<![\w$.])with\s*\(/gs;

function parsed(code: string, parse: Parse, report: Report): Node | null {
  for (const { 0: found, index } of code.matchAll(WITH)) {
    if (!found.startsWith('with')) continue;
    report('with', index, "a 'with' statement", 'name the object');
    return null;
  }
  try {
    return parse(code);
  } catch (error) {
    const { message, pos } = error as { message: string; pos?: number };
    report('syntax', pos ?? 0, `a text that is no JavaScript: ${message.split('\n')[0]}`, 'mend the syntax');
    return null;
  }
}
