/**
 * What the gate forbids, each with a program that has it and a neighbour that does the same without.
 *
 * `check` is an expression for after the program; both programs give `want` for it, as text, on a standard engine.
 * On the badge the good one gives it too, and the bad one does not: it throws, does not parse or gives something
 * else. The interpreter lane runs them there, so that the list is true and not folklore.
 */
export interface GateSample {
  /** Rule of the gate that names the bad one. */
  readonly id: string;
  readonly bad: string;
  readonly good: string;
  readonly check: string;
  readonly want: string;
  /** Why the interpreter cannot show it, where it cannot. */
  readonly onlyHere?: string;
}

const sample = (id: string, bad: string, good: string, check: string, want: string): GateSample => ({
  id,
  bad,
  good,
  check,
  want,
});

/** `program` is the same but for the one expression. */
const member = (id: string, bad: string, good: string, want: string): GateSample =>
  sample(id, `var r=${bad};`, `var r=${good};`, 'r', want);

export const SYNTAX: readonly GateSample[] = [
  member('spread', 'Math.max(...[1,2])', 'Math.max.apply(Math,[1,2])', '2'),
  member('spread', '[...[1,2],3].join()', '[1,2].concat([3]).join()', '1,2,3'),
  member('spread', 'Object.keys({...{a:1}}).join()', 'Object.keys(Object.assign({},{a:1})).join()', 'a'),
  sample('rest', 'function f(...a){return a.length}', 'function f(){return arguments.length}', 'f(1,2)', '2'),
  sample('destructuring', 'var {a}={a:4};', 'var a={a:4}.a;', 'a', '4'),
  sample('destructuring', 'var [a]=[4];', 'var a=[4][0];', 'a', '4'),
  sample('destructuring', 'function f({a}){return a}', 'function f(o){return o.a}', 'f({a:4})', '4'),
  sample('default-value', 'function f(a=4){return a}', 'function f(a){return a===undefined?4:a}', 'f()', '4'),
  sample(
    'async-or-generator',
    'async function f(){} var r=typeof f;',
    'function f(){} var r=typeof f;',
    'r',
    'function',
  ),
  sample('async-or-generator', 'var f=async()=>4;', 'var f=()=>4;', 'typeof f', 'function'),
  sample(
    'async-or-generator',
    'function*f(){yield 4} var r=f().next().value;',
    'function f(){return{value:4}} var r=f().value;',
    'r',
    '4',
  ),
  sample('async-or-generator', 'var o={async f(){}};', 'var o={f(){}};', 'typeof o.f', 'function'),
  sample('yield', 'function*f(){yield 4}', 'function f(){return 4}', 'typeof f', 'function'),
  sample('await', 'var f=async()=>{await 4};', 'var f=()=>4;', 'typeof f', 'function'),
  member('optional-chain', '({a:{b:4}}).a?.b', '({a:{b:4}}).a.b', '4'),
  sample(
    'private-name',
    'class A{static#x=4;static f(){return A.#x}}',
    'class A{static f(){return A.x}} A.x=4;',
    'A.f()',
    '4',
  ),
  sample('static-block', 'class A{static{this.x=4}}', 'class A{} A.x=4;', 'A.x', '4'),
  sample(
    'static-without-value',
    'class A{static x;}',
    'class A{static x=undefined;}',
    'typeof A.x',
    'undefined',
  ),
  sample(
    'instance-field',
    'class A{x=4;y;} var r=new A().x;',
    'class A{constructor(){this.x=4}} var r=new A().x;',
    'r',
    '4',
  ),
  sample(
    'label',
    'var r=0;a:for(;;){for(;;){r=4;break a}}',
    'var r=0;(function(){for(;;)for(;;){r=4;return}})();',
    'r',
    '4',
  ),
  sample(
    'tagged-template',
    'function f(a){return a[0]} var r=f`4`;',
    'function f(a){return a[0]} var r=f(["4"]);',
    'r',
    '4',
  ),
  sample(
    'meta-property',
    'function F(){this.x=new.target?4:0} var r=new F().x;',
    'function F(){this.x=4} var r=new F().x;',
    'r',
    '4',
  ),
  sample(
    'import',
    'var p=import("x");p.catch(()=>0);',
    'var p=Promise.resolve(4);p.catch(()=>0);',
    'typeof p',
    'object',
  ),
  sample('debugger', 'var r=4;debugger;', 'var r=4;', 'r', '4'),
  sample('with', 'var r;with({a:4})r=a;', 'var r={a:4}.a;', 'r', '4'),
  member('power', '2**3', 'Math.pow(2,3)', '8'),
  sample('logical-assignment', 'var r=2;r**=3;', 'var r=2;r=r*r*r;', 'r', '8'),
  sample('logical-assignment', 'var r=null;r??=4;', 'var r=null;if(r===null)r=4;', 'r', '4'),
  sample('logical-assignment', 'var r=0;r||=4;', 'var r=0;r=r||4;', 'r', '4'),
  sample('logical-assignment', 'var r=1;r&&=4;', 'var r=1;r=r&&4;', 'r', '4'),
  sample('computed-key', 'var r={["a"]:4}.a;', 'var o={};o["a"]=4;var r=o.a;', 'r', '4'),
  sample('computed-key', 'class A{["f"](){return 4}}', 'class A{f(){return 4}}', 'new A().f()', '4'),
  sample('bigint', 'var r=4n;', 'var r=4;', 'r', '4'),
  sample(
    'default-not-last',
    'function f(x){switch(x){default:return 3;case 4:return 4}}',
    'function f(x){switch(x){case 4:return 4;default:return 3}}',
    'f(4)',
    '4',
  ),
  sample('of-as-name', 'var of=4,r=of;', 'var off=4,r=off;', 'r', '4'),
  sample('return-newline', 'function f(){return\n5}', 'function f(){return;\n5}', 'f()', 'undefined'),
  sample('byte', 'var r="\u4e2d".length;', 'var r="\\x2d".length;', 'r', '1'),
  sample(
    'escape-wide',
    'var r="\\u4e2d".charCodeAt(0)>255;',
    'var r="\\u00e4".charCodeAt(0)<256;',
    'r',
    'true',
  ),
  sample('escape-brace', 'var r="\\u{41}";', 'var r="\\x41";', 'r', 'A'),
];

export const LIBRARY: readonly GateSample[] = [
  member('missing-global', 'new Map([[1,4]]).get(1)', '({1:4})[1]', '4'),
  member('missing-global', 'new Set([4]).has(4)', '[4].includes(4)', 'true'),
  member('missing-global', 'typeof WeakMap', '"function"', 'function'),
  member('missing-global', 'typeof Symbol("a")', '"symbol"', 'symbol'),
  member('missing-global', 'typeof Proxy', '"function"', 'function'),
  member('missing-global', 'Reflect.has({a:1},"a")', '"a" in {a:1}', 'true'),
  member('missing-global', 'typeof BigInt(4)', '"bigint"', 'bigint'),
  member('missing-global', 'new RangeError("a").message', 'new Error("a").message', 'a'),
  member('missing-static', 'Object.freeze({a:4}).a', '({a:4}).a', '4'),
  member('missing-static', 'Object.seal({a:4}).a', '({a:4}).a', '4'),
  member('missing-static', 'Object.is(4,4)', '4===4', 'true'),
  member('missing-static', 'Object.hasOwn({a:1},"a")', '({a:1}).hasOwnProperty("a")', 'true'),
  member('missing-static', 'Array.from("ab").join()', '"ab".split("").join()', 'a,b'),
  member('missing-static', 'Array.of(4)[0]', '[4][0]', '4'),
  member('missing-static', 'String.fromCodePoint(65)', 'String.fromCharCode(65)', 'A'),
  member('missing-static', 'Number.isNaN(NaN)', 'isNaN(NaN)', 'true'),
  member('missing-static', 'Number.isInteger(4)', '(4|0)===4', 'true'),
  member('missing-static', 'Number.isFinite(4)', 'isFinite(4)', 'true'),
  member('missing-static', 'Number.isSafeInteger(4)', '(4|0)===4', 'true'),
  member('missing-static', 'Number.parseInt("4")', 'parseInt("4")', '4'),
  member('missing-static', 'Number.MAX_SAFE_INTEGER>4', '9007199254740991>4', 'true'),
  member('missing-static', 'Math.trunc(4.5)', '4.5|0', '4'),
  member('missing-static', 'Math.imul(2,2)', '2*2|0', '4'),
  member('missing-static', 'Math.clz32(1)', '31', '31'),
  member('missing-static', 'Math.hypot(3,4)', 'Math.sqrt(9+16)', '5'),
  member('missing-static', 'Math.log2(8)', 'Math.round(Math.log(8)/Math.log(2))', '3'),
  member('missing-static', 'Math.log10(1)', 'Math.log(1)', '0'),
  member('missing-static', 'Math.cbrt(0)', 'Math.pow(0,1)', '0'),
  member('missing-static', 'Math.fround(4)', '4', '4'),
  member('missing-static', 'typeof Promise.race([])', 'typeof Promise.all([])', 'object'),
  member('missing-static', 'typeof Promise.allSettled([])', 'typeof Promise.all([])', 'object'),
  member('missing-static', 'Date.UTC(1970,0,1)', 'new Date("1970-01-01T00:00:00Z").getTime()', '0'),
  member('missing-method', '[1,2].reduceRight((a,b)=>a-b)', '[2,1].reduce((a,b)=>a-b)', '1'),
  member('missing-method', '[4].findLast(x=>x>3)', '[4].find(x=>x>3)', '4'),
  member('missing-method', '[[1],[2]].flat().join()', '[1].concat([2]).join()', '1,2'),
  member('missing-method', '[1].flatMap(x=>[x,x]).join()', '[1,1].join()', '1,1'),
  member('missing-method', '[1,4].at(-1)', '[1,4][1]', '4'),
  member('missing-method', '[1,2].copyWithin(0,1).join()', '[2,2].join()', '2,2'),
  member('missing-method', '[4].keys().next().value', 'Object.keys([4])[0]', '0'),
  member('missing-method', '[4].values().next().value', 'Object.values([4])[0]', '4'),
  member('missing-method', '[4].entries().next().value.join()', 'Object.entries([4])[0].join()', '0,4'),
  member('missing-method', '"A".codePointAt(0)', '"A".charCodeAt(0)', '65'),
  member('missing-method', '"ab".search(/b/)', '"ab".indexOf("b")', '1'),
  member('missing-method', 'typeof "a".matchAll(/a/g)', 'typeof "a".match(/a/g)', 'object'),
  member('missing-method', '" a".trimStart()', '" a".trim()', 'a'),
  member('missing-method', '"a ".trimEnd()', '"a ".trim()', 'a'),
  member('missing-method', '"a".normalize()', '"a".toString()', 'a'),
  member('missing-method', '"a".localeCompare("a")', '"a"==="a"?0:1', '0'),
  member('missing-method', '(4).toPrecision(2)', '(4).toFixed(1)', '4.0'),
  member('missing-method', '(4).toExponential(0)', '"4e+0"', '4e+0'),
  member(
    'missing-method',
    'typeof Promise.resolve(4).finally(()=>0)',
    'typeof Promise.resolve(4).then(()=>0)',
    'object',
  ),
  member('missing-method', 'new Date(0).setUTCSeconds(4)', 'new Date(4000).getTime()', '4000'),
  member('missing-method', 'typeof new Date(0).toLocaleString()', 'typeof new Date(0).toString()', 'string'),
  member('split-limit', '"a,b,c".split(",",2).length', '"a,b,c".split(",").slice(0,2).length', '2'),
  member('json-function', 'JSON.stringify({a:1},()=>4)', 'JSON.stringify(4)', '4'),
  member('json-function', 'JSON.parse("3",()=>4)', 'JSON.parse("4")', '4'),
  member('typed-from-string', 'new Uint8Array("4").length', 'new Uint8Array(4).length', '4'),
  member(
    'array-prototype',
    'Array.prototype.slice.call([3,4],1).join()',
    '[].slice.call([3,4],1).join()',
    '4',
  ),
  member('regex-count', '/^a{2}$/.test("aa")', '/^aa$/.test("aa")', 'true'),
  member('regex-count', 'new RegExp("^a{2}$").test("aa")', 'new RegExp("^aa$").test("aa")', 'true'),
  member('regex-lazy', '/a+?/.exec("aaa")[0].length', '/a/.exec("aaa")[0].length', '1'),
  member('regex-lazy', '/a*?b/.exec("aab")[0].length', '/a*b/.exec("aab")[0].length', '3'),
  member('regex-group', '/^(?:ab)c$/.test("abc")', '/^(ab)c$/.test("abc")', 'true'),
  member('regex-group', '/a(?=b)/.test("ab")', '/ab/.test("ab")', 'true'),
  member('regex-boundary', '/\\bb/.test("a b")', '/ b/.test("a b")', 'true'),
  member('regex-backreference', '/^(a)\\1$/.test("aa")', '/^aa$/.test("aa")', 'true'),
  member('regex-repeated-group', '/^(ab)+c/.test("ababc")', '/^ababc/.test("ababc")', 'true'),
  member('regex-repeated-group', '/^(a)?b/.test("b")', '/^a*b/.test("b")', 'true'),
  member('regex-anchor-first', '/^a|b/.test("xb")', '/b|^a/.test("xb")', 'true'),
  member('regex-slash-in-class', '/[/]/.test("/")', '/[\\/]/.test("/")', 'true'),
  member('regex-flags', '/^b/m.test("a\\nb")', '/b/.test("a\\nb")', 'true'),
];

export const ORDER: readonly GateSample[] = [
  sample(
    'used-before-defined',
    'var r=f();function f(){return 4}',
    'function f(){return 4} var r=f();',
    'r',
    '4',
  ),
  sample(
    'used-before-defined',
    'function f(){return g()} var r=f();function g(){return 4}',
    'function f(){return g()} function g(){return 4} var r=f();',
    'r',
    '4',
  ),
  sample(
    'used-before-defined',
    'var r=(function(){return f();function f(){return 4}})();',
    'var r=(function(){function f(){return 4}return f()})();',
    'r',
    '4',
  ),
  sample(
    'used-before-defined',
    'var f=()=>g(),r=[1].map(()=>f())[0];function g(){return 4}',
    'function g(){return 4} var f=()=>g(),r=[1].map(()=>f())[0];',
    'r',
    '4',
  ),
  sample(
    'used-before-defined',
    'class A{constructor(){this.x=f()}} var r=new A().x;function f(){return 4}',
    'class A{constructor(){this.x=f()}} function f(){return 4} var r=new A().x;',
    'r',
    '4',
  ),
  sample(
    'used-before-defined',
    'var r=0;(function(){r=4;x=5;var x})();r=typeof x;',
    'var r=0;(function(){var x;r=4;x=5})();r=typeof x;',
    'r',
    'undefined',
  ),
  sample(
    'loop-closure',
    'var a=[];for(let i=0;i<3;i++)a.push(()=>i);',
    'var a=[];for(let i=0;i<3;i++){const j=i;a.push(()=>j)}',
    'a.map(f=>f()).join()',
    '0,1,2',
  ),
  sample(
    'loop-closure',
    'var a=[];for(const i of[1,2])a.push(function(){return i});',
    'var a=[];for(const i of[1,2]){const j=i;a.push(function(){return j})}',
    'a.map(f=>f()).join()',
    '1,2',
  ),
  sample(
    'loop-closure',
    'var a=[];for(const i in{b:1,c:2})a.push(()=>i);',
    'var a=[];for(const i in{b:1,c:2}){const j=i;a.push(()=>j)}',
    'a.map(f=>f()).join()',
    'b,c',
  ),
  sample(
    'var-in-branch',
    'function f(a){if(a){var x=1}else{x=2}return x} f(0);',
    'function f(a){var x;if(a){x=1}else{x=2}return x} f(0);',
    'typeof x',
    'undefined',
  ),
];

export const CLASSES: readonly GateSample[] = [
  sample(
    'extends-twice',
    'class A{f(){return 4}}class B extends A{f(){return super.f()}}class C extends B{f(){return super.f()}} var r=new C().f();',
    'class A{f(){return 4}}class B extends A{f(){return super.f()}} var r=new B().f();',
    'r',
    '4',
  ),
  sample(
    'extends-expression',
    'var o={A:class{f(){return 4}}};class B extends o.A{} var r=new B().f();',
    'class A{f(){return 4}}class B extends A{} var r=new B().f();',
    'r',
    '4',
  ),
  sample(
    'extends-builtin',
    'class B extends Array{f(){return 4}} var b=new B();b.push(1);var r=b.f()+b.length;',
    'class B{f(){return 4}} var b=new B(),c=[];c.push(1);var r=b.f()+c.length;',
    'r',
    '5',
  ),
  sample(
    'inherited-static',
    'class A{static f(){return 4}}class B extends A{} var r=B.f();',
    'class A{static f(){return 4}}class B extends A{} var r=A.f();',
    'r',
    '4',
  ),
  sample(
    'instanceof-error',
    'var r=new TypeError("a") instanceof Error;',
    'var r=new TypeError("a") instanceof TypeError;',
    'r',
    'true',
  ),
  sample('write-length', 'var a=[1,2];a.length=1;', 'var a=[1,2];a.splice(1);', 'a.join()', '1'),
  sample('write-length', 'var a=[1,2];a.length--;', 'var a=[1,2];a.pop();', 'a.join()', '1'),
];

/** Forbidden because of what they do to a program, not because they fail. */
export const HABITS: readonly GateSample[] = [
  {
    id: 'undeclared-write',
    bad: '(function(){leak=4})();',
    good: '(function(){var leak=4})();',
    check: 'typeof leak',
    want: 'number',
    onlyHere: 'both engines make a global of it; the gate forbids it all the same',
  },
];

export const GATE_SAMPLES: readonly GateSample[] = [...SYNTAX, ...LIBRARY, ...ORDER, ...CLASSES, ...HABITS];
