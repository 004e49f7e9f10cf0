import { createContext, runInContext } from 'node:vm';
import { parseAst } from 'rollup/parseAst';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gate, sentence } from '../../cli/make/gate.js';
import type { Parse } from '../../cli/make/syntax.js';
import { GATE_SAMPLES } from './gate-samples.js';

const parse: Parse = code => parseAst(code) as ReturnType<Parse>;
const rules = (code: string): string[] => gate(code, parse).map(finding => finding.rule);
const onThisEngine = (code: string, check: string): string =>
  String(runInContext(`${code}\n${check}`, createContext({})));

const samples = suite('a sample of each construct the badge cannot run');

for (const { id, bad, good, check, want, onlyHere } of GATE_SAMPLES) {
  samples(`${id}: names it in ${bad}`, () => {
    assert.ok(rules(bad).includes(id), `found ${rules(bad).join(', ') || 'nothing'}`);
  });
  samples(`${id}: passes ${good}`, () => {
    assert.equal(
      gate(good, parse).map(finding => sentence(finding)),
      [],
    );
  });
  samples(`${id}: both do the same on a standard engine`, () => {
    assert.is(onThisEngine(bad, check), want);
    if (!onlyHere) assert.is(onThisEngine(good, check), want);
  });
}

samples.run();

const findings = suite('a finding of the gate');

findings('names construct, line, column, the text there and the mend', () => {
  const [finding] = gate('var a=[1];\n  var b=[...a];', parse);
  assert.is(finding?.line, 2);
  assert.is(finding?.column, 10);
  assert.is(
    sentence(finding as NonNullable<typeof finding>),
    '2:10: a spread (spread) in "...a];"; use concat, apply or Object.assign',
  );
});

findings('come in the order of the text', () => {
  assert.equal(rules('var f=a=>a**2;var r=[..."ab"];'), ['power', 'spread']);
});

findings('tell of a text that does not parse', () => {
  assert.equal(rules('var a = ;'), ['syntax']);
});

findings.run();

const passes = suite('the gate lets pass');

const GOOD = {
  'a function that is called by one above it, once both are there':
    'function a(n){return n?b(n-1):0}function b(n){return a(n)}a(3);',
  'a handler that names what is defined below it':
    'function f(){setTimeout(()=>later(),9)}f();function later(){}',
  'a name inside a string': 'var r="with (a) { ...b } Map of \\\\u4e2d";',
  'a property called as a missing method is, when it is not called':
    'var o={at:4,of:5,flat:6};o.at+o.of+o.flat;',
  'a local of the name of a missing global': 'function f(URL){return URL}f(1);',
  'the word with as a property': 'var o={with:1};o.with;',
  'a var in the head of a loop that is used after it': 'function f(){for(var i=0;i<3;i++);return i}f();',
  'getters, setters and static members': 'class A{get x(){return 1}set x(v){}static f(){}}A.f();',
  'braces and question marks inside a class of characters': 'var r=/[{2}(?*]/.test("{");',
  'classes that use each other in methods':
    'class A{f(){return new B()}}class B{f(){return new A()}}new B().f();',
};

for (const [what, code] of Object.entries(GOOD))
  passes(what, () => {
    assert.equal(
      gate(code, parse).map(finding => sentence(finding)),
      [],
    );
  });

passes.run();
