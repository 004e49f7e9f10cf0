/**
 * JavaScript as Espruino 2v29 on Pixl.js has it, and nothing more.
 *
 * `shared` and `device` are compiled with `noLib` against this page, so a member the badge lacks
 * (`flat`, `at`, `Math.trunc`, `Number.isInteger`, `Map` ...) does not exist for the compiler either.
 * What is present but differs says so here. The build also reads this file: a property named in it is
 * never renamed by the minifier. The Node side never sees it; it has the real library.
 */

type PropertyKey = string | number | symbol;
type Partial<T> = { [K in keyof T]?: T[K] };
type Required<T> = { [K in keyof T]-?: T[K] };
type Readonly<T> = { readonly [K in keyof T]: T[K] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends PropertyKey, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends PropertyKey> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;

/** The badge has no `Symbol`. The compiler needs this one to type `for (const x of list)`; the gate refuses any use. */
interface SymbolConstructor {
  readonly iterator: unique symbol;
}
declare const Symbol: SymbolConstructor;
type Symbol = {};
interface IteratorYieldResult<T> {
  done?: false;
  value: T;
}
interface IteratorReturnResult<R> {
  done: true;
  value: R;
}
type IteratorResult<T, R = any> = IteratorYieldResult<T> | IteratorReturnResult<R>;
interface Iterator<T, R = any, N = any> {
  next(sent?: N): IteratorResult<T, R>;
}
interface Iterable<T, R = any, N = any> {
  [Symbol.iterator](): Iterator<T, R, N>;
}
interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> {
  [Symbol.iterator](): IterableIterator<T, R, N>;
}

interface Object {
  hasOwnProperty(key: PropertyKey): boolean;
  toString(): string;
}
interface PropertyDescriptor {
  value?: any;
  get?(): any;
  set?(value: any): void;
  writable?: boolean;
}
interface ObjectConstructor {
  assign<T, U>(target: T, source: U): T & U;
  assign<T, U, V>(target: T, source: U, more: V): T & U & V;
  create(prototype: object | null): any;
  /** Keys keep the order of insertion, even when numeric. */
  keys(of: object): string[];
  values<T>(of: { [key: string]: T } | ArrayLike<T>): T[];
  entries<T>(of: { [key: string]: T } | ArrayLike<T>): [string, T][];
  fromEntries<T>(entries: [string, T][]): { [key: string]: T };
  defineProperty<T>(on: T, key: PropertyKey, descriptor: PropertyDescriptor): T;
}
declare const Object: ObjectConstructor;

interface Function {
  apply(self: any, args?: any): any;
  call(self: any, ...args: any[]): any;
  bind(self: any, ...args: any[]): any;
  readonly length: number;
  prototype: any;
}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {
  [index: number]: any;
  readonly length: number;
}

interface Boolean {
  toString(): string;
}

/** Bytes, not characters: `'\u4e2d'` is one wrong byte. Chinese travels as glyph ids. */
interface String {
  /** Number of bytes. */
  readonly length: number;
  readonly [index: number]: string;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  concat(...more: string[]): string;
  endsWith(part: string): boolean;
  includes(part: string, from?: number): boolean;
  indexOf(part: string, from?: number): number;
  lastIndexOf(part: string, from?: number): number;
  match(pattern: RegExp): RegExpMatchArray | null;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(what: string | RegExp, by: string | ((match: string, ...groups: any[]) => string)): string;
  replaceAll(what: string, by: string): string;
  slice(from?: number, to?: number): string;
  /** The badge ignores a limit, so there is none here. */
  split(by: string | RegExp): string[];
  startsWith(part: string): boolean;
  substr(from: number, length?: number): string;
  substring(from: number, to?: number): string;
  toLowerCase(): string;
  toUpperCase(): string;
  trim(): string;
  [Symbol.iterator](): IterableIterator<string>;
}
interface StringConstructor {
  (value?: any): string;
  /** Keeps the low byte of each code. */
  fromCharCode(...codes: number[]): string;
}
declare const String: StringConstructor;

/** Prints about 11 significant digits; whole numbers are exact. */
interface Number {
  toFixed(digits?: number): string;
  toString(radix?: number): string;
}
interface NumberConstructor {
  (value?: any): number;
  readonly NaN: number;
  readonly MAX_VALUE: number;
  readonly MIN_VALUE: number;
  readonly NEGATIVE_INFINITY: number;
  readonly POSITIVE_INFINITY: number;
}
declare const Number: NumberConstructor;
declare const NaN: number;
declare const Infinity: number;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: any): boolean;
declare function isFinite(value: any): boolean;
declare function encodeURIComponent(text: string): string;
declare function decodeURIComponent(text: string): string;
declare function atob(text: string): string;
declare function btoa(bytes: string): string;

/** For a whole number use `x | 0`; a product above 2^53 must be split by hand. */
interface Math {
  readonly PI: number;
  readonly E: number;
  abs(x: number): number;
  acos(x: number): number;
  asin(x: number): number;
  atan(x: number): number;
  atan2(y: number, x: number): number;
  ceil(x: number): number;
  cos(x: number): number;
  exp(x: number): number;
  floor(x: number): number;
  log(x: number): number;
  max(...values: number[]): number;
  min(...values: number[]): number;
  pow(x: number, y: number): number;
  random(): number;
  round(x: number): number;
  sign(x: number): number;
  sin(x: number): number;
  sqrt(x: number): number;
  tan(x: number): number;
}
declare const Math: Math;

interface ArrayLike<T> {
  readonly length: number;
  readonly [index: number]: T;
}
interface ConcatArray<T> extends ArrayLike<T> {
  slice(from?: number, to?: number): T[];
}

interface ReadonlyArray<T> {
  readonly length: number;
  readonly [index: number]: T;
  concat(...more: (T | ConcatArray<T>)[]): T[];
  every(test: (value: T, index: number) => boolean): boolean;
  filter(test: (value: T, index: number) => boolean): T[];
  find(test: (value: T, index: number) => boolean): T | undefined;
  findIndex(test: (value: T, index: number) => boolean): number;
  forEach(act: (value: T, index: number) => void): void;
  includes(value: T, from?: number): boolean;
  indexOf(value: T, from?: number): number;
  join(by?: string): string;
  map<U>(make: (value: T, index: number) => U): U[];
  reduce<U>(fold: (sum: U, value: T, index: number) => U, first: U): U;
  slice(from?: number, to?: number): T[];
  some(test: (value: T, index: number) => boolean): boolean;
  [Symbol.iterator](): IterableIterator<T>;
}
interface Array<T> {
  /** Writing it throws on the badge: use `splice`. */
  readonly length: number;
  [index: number]: T;
  concat(...more: (T | ConcatArray<T>)[]): T[];
  every(test: (value: T, index: number) => boolean): boolean;
  fill(value: T, from?: number, to?: number): this;
  filter(test: (value: T, index: number) => boolean): T[];
  find(test: (value: T, index: number) => boolean): T | undefined;
  findIndex(test: (value: T, index: number) => boolean): number;
  forEach(act: (value: T, index: number) => void): void;
  includes(value: T, from?: number): boolean;
  indexOf(value: T, from?: number): number;
  join(by?: string): string;
  map<U>(make: (value: T, index: number) => U): U[];
  pop(): T | undefined;
  push(...values: T[]): number;
  reduce<U>(fold: (sum: U, value: T, index: number) => U, first: U): U;
  reverse(): T[];
  shift(): T | undefined;
  slice(from?: number, to?: number): T[];
  some(test: (value: T, index: number) => boolean): boolean;
  /** Not stable. */
  sort(order?: (a: T, b: T) => number): this;
  splice(from: number, remove?: number, ...values: T[]): T[];
  unshift(...values: T[]): number;
  [Symbol.iterator](): IterableIterator<T>;
}
interface ArrayConstructor {
  new <T = any>(length?: number): T[];
  isArray(value: any): value is any[];
}
declare const Array: ArrayConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> {}

interface ArrayBuffer {
  readonly byteLength: number;
}
declare const ArrayBuffer: { new (bytes: number): ArrayBuffer };

/** What every typed array can do. Reading past the end gives undefined. */
interface TypedArray {
  readonly buffer: ArrayBuffer;
  readonly byteLength: number;
  readonly byteOffset: number;
  readonly length: number;
  [index: number]: number;
  fill(value: number, from?: number, to?: number): this;
  forEach(act: (value: number, index: number) => void): void;
  indexOf(value: number, from?: number): number;
  join(by?: string): string;
  set(values: ArrayLike<number>, at?: number): void;
  [Symbol.iterator](): IterableIterator<number>;
}
interface Uint8Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Uint8Array;
}
interface Uint8ClampedArray extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Uint8ClampedArray;
}
interface Int8Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Int8Array;
}
interface Uint16Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Uint16Array;
}
interface Int16Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Int16Array;
}
interface Uint32Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Uint32Array;
}
interface Int32Array extends TypedArray {
  /** A plain array on the badge: copy with `new` instead. */
  slice(from?: number, to?: number): number[];
  subarray(from?: number, to?: number): Int32Array;
}
interface TypedArrayConstructor<T> {
  new (length: number): T;
  new (values: ArrayLike<number>): T;
  new (buffer: ArrayBuffer, offset?: number, length?: number): T;
}
declare const Uint8Array: TypedArrayConstructor<Uint8Array>;
declare const Uint8ClampedArray: TypedArrayConstructor<Uint8ClampedArray>;
declare const Int8Array: TypedArrayConstructor<Int8Array>;
declare const Uint16Array: TypedArrayConstructor<Uint16Array>;
declare const Int16Array: TypedArrayConstructor<Int16Array>;
declare const Uint32Array: TypedArrayConstructor<Uint32Array>;
declare const Int32Array: TypedArrayConstructor<Int32Array>;

/** Out of bounds reads 0 and does not throw. */
interface DataView {
  readonly buffer: ArrayBuffer;
  readonly byteLength: number;
  readonly byteOffset: number;
  getInt8(at: number): number;
  getUint8(at: number): number;
  getInt16(at: number, little?: boolean): number;
  getUint16(at: number, little?: boolean): number;
  getInt32(at: number, little?: boolean): number;
  getUint32(at: number, little?: boolean): number;
  setInt8(at: number, value: number): void;
  setUint8(at: number, value: number): void;
  setInt16(at: number, value: number, little?: boolean): void;
  setUint16(at: number, value: number, little?: boolean): void;
  setInt32(at: number, value: number, little?: boolean): void;
  setUint32(at: number, value: number, little?: boolean): void;
}
declare const DataView: { new (buffer: ArrayBuffer, offset?: number, length?: number): DataView };

/** No `{n}`, no lazy quantifier, no `(?`, no `\b`, no back reference; flags g and i. */
interface RegExp {
  exec(text: string): RegExpMatchArray | null;
  test(text: string): boolean;
  lastIndex: number;
}
interface RegExpMatchArray extends Array<string> {
  index: number;
  input: string;
}
declare const RegExp: { new (pattern: string, flags?: string): RegExp };

/** `name` is not set and `instanceof Error` is false for every subclass: tell errors by a code. */
interface Error {
  message: string;
  stack?: string;
}
interface ErrorConstructor {
  new (message?: string): Error;
  (message?: string): Error;
}
declare const Error: ErrorConstructor;
declare const TypeError: ErrorConstructor;
declare const SyntaxError: ErrorConstructor;
declare const ReferenceError: ErrorConstructor;

/** No replacer, no reviver; circular objects do not throw. */
interface JSON {
  parse(text: string): any;
  stringify(value: any): string;
}
declare const JSON: JSON;

/** Invalid input gives a number, never NaN. The rules take `Seconds`; only a board adapter needs this. */
interface Date {
  getTime(): number;
  getFullYear(): number;
  getMonth(): number;
  getDate(): number;
  getDay(): number;
  getHours(): number;
  getMinutes(): number;
  getSeconds(): number;
  getMilliseconds(): number;
  getTimezoneOffset(): number;
  toISOString(): string;
}
declare const Date: {
  new (value?: number | string): Date;
  new (year: number, month: number, day?: number, hour?: number, minute?: number, second?: number): Date;
  now(): number;
  parse(text: string): number;
};

interface PromiseLike<T> {
  then<U>(done: (value: T) => U | PromiseLike<U>, failed?: (why: any) => any): PromiseLike<U>;
}
interface Promise<T> {
  then<U>(done: (value: T) => U | PromiseLike<U>, failed?: (why: any) => any): Promise<U>;
  catch<U>(failed: (why: any) => U | PromiseLike<U>): Promise<T | U>;
}
interface PromiseConstructor {
  new <T>(run: (done: (value: T) => void, failed: (why?: any) => void) => void): Promise<T>;
  all<T>(promises: (T | PromiseLike<T>)[]): Promise<T[]>;
  reject<T = never>(why?: any): Promise<T>;
  resolve<T>(value: T | PromiseLike<T>): Promise<T>;
}
declare const Promise: PromiseConstructor;
