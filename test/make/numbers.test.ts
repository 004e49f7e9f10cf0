import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withShortNumbers } from '../../cli/make/numbers.js';
import type { Node } from '../../cli/make/syntax.js';
import { tokenised } from '../../cli/make/tokenise.js';

const parse = (code: string): Node => parseAst(code) as unknown as Node;
const NO_MAP = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' });
const short = (code: string): string => withShortNumbers({ code, map: NO_MAP }, parse).code;

const numbers = suite('numbers and texts as they are flashed');

numbers('that are a few bits far up, or all bits up to one, become a shift', () => {
  assert.is(short('f(134217728,100663296,4294967295,1048575)'), 'f(1<<27,3<<25,-1>>>0,-1>>>12)');
});

numbers('stay where a shift takes as many bytes', () => {
  for (const kept of ['a=1024', 'a=4095', 'a=8192', 'a=22347777', 'a=3142582272', 'a=65536.5'])
    assert.is(short(kept), kept);
  assert.is(short('a=65536'), 'a=1<<16');
});

numbers('mean what they meant, whatever stands around them', () => {
  const x = 5;
  for (const code of [
    'x*134217728',
    '134217728-x',
    '-134217728',
    '134217728>>x',
    'x<134217728',
    'x|134217728&-1',
    '134217728..toString()',
    '[1,2][x&134217728]',
    'x?134217728:0',
    '4294967295===-1>>>0',
    '({134217728:x})[134217728]',
  ])
    assert.is(new Function('x', `return ${short(code)}`)(x), new Function('x', `return ${code}`)(x), code);
});

numbers('and texts take the form of the firmware where that is shorter, and no other', () => {
  const flashed = (code: string): string => tokenised(code, parse).toString('latin1');
  assert.is(flashed('f(99,100,127)'), 'f(99,\xd4\x64,\xd4\x7f)');
  assert.is(flashed('f(128,999,1000,32767)'), 'f(128,999,\xd5\xe8\x03,\xd5\xff\x7f)');
  assert.is(flashed('f(32768,0.125)'), 'f(32768,0.125)');
  assert.is(flashed('f("a","\\0","\\xfe\\0z")'), 'f("a",\xd1\x01\0,\xd1\x03\xfe\0z)');
  assert.is(
    flashed('if(/1000/.test(a))return 1000'.replace('return ', 'b=')),
    '\xa3(/1000/.test(a))b=\xd5\xe8\x03',
  );
});

numbers.run();
