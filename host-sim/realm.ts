import { constants, createContext, Script } from 'node:vm';

/** The globals and members that the badge has (shared/badge-lib.d.ts); what is not named here is taken away. */
const HAS: { [name: string]: string } = {
  globalThis: '',
  undefined: '',
  Infinity: '',
  NaN: '',
  parseInt: '',
  parseFloat: '',
  isNaN: '',
  isFinite: '',
  encodeURIComponent: '',
  decodeURIComponent: '',
  Object: 'assign create keys values entries fromEntries defineProperty',
  Function: '',
  Boolean: '',
  String: 'fromCharCode',
  Number: 'NaN MAX_VALUE MIN_VALUE NEGATIVE_INFINITY POSITIVE_INFINITY',
  Math: 'PI E abs acos asin atan atan2 ceil cos exp floor log max min pow random round sign sin sqrt tan',
  Array: 'isArray',
  ArrayBuffer: '',
  DataView: '',
  Uint8Array: '',
  Uint8ClampedArray: '',
  Int8Array: '',
  Uint16Array: '',
  Int16Array: '',
  Uint32Array: '',
  Int32Array: '',
  RegExp: '',
  Error: '',
  TypeError: '',
  SyntaxError: '',
  ReferenceError: '',
  JSON: 'parse stringify',
  Date: 'now parse',
  Promise: 'all reject resolve',
};

const PROTOTYPES: { [name: string]: string } = {
  Object: 'hasOwnProperty toString valueOf',
  Function: 'apply call bind toString',
  Boolean: 'toString valueOf',
  String:
    'charAt charCodeAt concat endsWith includes indexOf lastIndexOf match padEnd padStart repeat replace ' +
    'replaceAll slice split startsWith substr substring toLowerCase toUpperCase trim toString valueOf length',
  Number: 'toFixed toString valueOf',
  Array:
    'concat every fill filter find findIndex forEach includes indexOf join map pop push reduce reverse shift ' +
    'slice some sort splice unshift toString length',
  ArrayBuffer: 'byteLength',
  TypedArray: 'buffer byteLength byteOffset length fill forEach indexOf join set slice subarray toString',
  DataView:
    'buffer byteLength byteOffset getInt8 getUint8 getInt16 getUint16 getInt32 getUint32 setInt8 setUint8 ' +
    'setInt16 setUint16 setInt32 setUint32',
  Date:
    'getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds ' +
    'getTimezoneOffset toISOString toString valueOf',
  Promise: 'then catch',
};

/**
 * Runs inside the realm. Symbols stay on the prototypes, for they carry `for ... of` and the regular
 * expressions; the name `Symbol` goes. `RegExp.prototype` stays whole: its methods need each other.
 */
const TRIM = new Script(`(function (has, prototypes, now, random) {
  'use strict';
  var names = Object.getOwnPropertyNames, take = Reflect.deleteProperty, typed = Object.getPrototypeOf(Uint8Array);
  function keep(on, list) {
    names(on).forEach(function (name) {
      if (name !== 'constructor' && name !== 'prototype' && list.indexOf(name) < 0) take(on, name);
    });
  }
  var roots = {};
  Object.keys(prototypes).forEach(function (name) {
    roots[name] = name === 'TypedArray' ? typed.prototype : globalThis[name].prototype;
  });
  var code = String.fromCharCode, RealDate = Date;
  String.fromCharCode = function (first) {
    if (arguments.length === 1) return code(first & 255);
    var text = '';
    for (var i = 0; i < arguments.length; i++) text += code(arguments[i] & 255);
    return text;
  };
  Math.random = random;
  globalThis.Date = function (a, b, c, d, e, f) {
    if (arguments.length === 0) return new RealDate(now());
    if (arguments.length === 1) return new RealDate(a);
    return new RealDate(a, b, c === undefined ? 1 : c, d || 0, e || 0, f || 0);
  };
  globalThis.Date.prototype = RealDate.prototype;
  globalThis.Date.now = now;
  globalThis.Date.parse = RealDate.parse;
  take(RealDate.prototype, 'constructor');
  Object.keys(has).forEach(function (name) {
    if (name === 'globalThis') return;
    if (typeof globalThis[name] === 'function' || typeof globalThis[name] === 'object')
      keep(globalThis[name], has[name] === '' ? ['length', 'name'] : has[name].split(' '));
  });
  take(typed, 'from');
  take(typed, 'of');
  Object.keys(prototypes).forEach(function (name) { keep(roots[name], prototypes[name].split(' ')); });
  names(globalThis).forEach(function (name) { if (!(name in has)) take(globalThis, name); });
})`);

const JOBS = new Script('0');
const scripts = new Map<string, Script>();

/** What a realm needs from the chip, so that the same seed gives the same run. */
export interface Sources {
  /** Milliseconds on the chip's clock, for `Date`. */
  now(): number;
  /** 0 up to 1. */
  random(): number;
}

/** A world of its own for one boot of the bundle: only what the badge's language has, and the globals given. */
export class Realm {
  readonly globals: { [name: string]: unknown };

  constructor(sources: Sources) {
    this.globals = createContext(constants.DONT_CONTEXTIFY, {
      microtaskMode: 'afterEvaluate',
      codeGeneration: { strings: true, wasm: false },
    }) as { [name: string]: unknown };
    TRIM.runInContext(this.globals)(HAS, PROTOTYPES, sources.now, sources.random);
  }

  /** Runs `text` as the boot file; throws what it throws. */
  run(text: string): void {
    let script = scripts.get(text);
    if (!script) {
      if (scripts.size >= 32) scripts.clear();
      script = new Script(text, { filename: '.bootcde' });
      scripts.set(text, script);
    }
    script.runInContext(this.globals);
  }

  /** Runs what promises have become due. */
  jobs(): void {
    JOBS.runInContext(this.globals);
  }
}
