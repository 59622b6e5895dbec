/** Declarations of ECMAScript features newer than TypeScript 5.0, as far as the running Node has them. */
export function newerLibrary(): string {
  return additions.flatMap(([present, declaration]) => (present() ? [declaration] : [])).join('\n');
}

/** Gives the library's iterators the helper methods (`map`, `take`, …) where Node has them. */
export function withIteratorHelpers(library: string): string {
  if (!hasIteratorHelpers) return library;
  return library
    .replace(/\): IterableIterator<(.+)>;$/gm, '): IteratorObject<$1, undefined, unknown>;')
    .replace(
      'TNext = unknown> extends Iterator<T, TReturn, TNext>',
      'TNext = unknown> extends IteratorObject<T, TReturn, TNext>',
    );
}

type Members = Record<string, unknown>;

const has =
  (object: unknown, ...names: string[]) =>
  (): boolean =>
    typeof object === 'function' && names.every((name) => name in (object as unknown as Members));

const hasMethod = (type: unknown, name: string) => (): boolean =>
  typeof type === 'function' && name in (type.prototype as Members);

const hasIteratorHelpers = typeof (globalThis as unknown as Members).Iterator === 'function';

const typedArrays = [
  ...['Int8', 'Uint8', 'Uint8Clamped', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64'].map((kind) => [
    kind,
    'number',
  ]),
  ...['BigInt64', 'BigUint64'].map((kind) => [kind, 'bigint']),
];

const byCopy = (list: string): string => `interface ${list}<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}`;

const always = (): boolean => true;

const additions: [() => boolean, string][] = [
  [
    hasMethod(Intl.NumberFormat, 'formatRange'),
    `declare namespace Intl {
  interface NumberFormat {
    formatRange(start: number | bigint | string, end: number | bigint | string): string;
    formatRangeToParts(start: number | bigint | string, end: number | bigint | string): (NumberFormatPart & { source: string })[];
  }
  interface PluralRules {
    selectRange(start: number, end: number): LDMLPluralRule;
  }
  function getCanonicalLocales(locale?: string | readonly string[]): string[];
  function supportedValuesOf(key: 'calendar' | 'collation' | 'currency' | 'numberingSystem' | 'timeZone' | 'unit'): string[];
}`,
  ],
  [
    hasMethod(SharedArrayBuffer, 'grow'),
    `interface SharedArrayBuffer {
  readonly growable: boolean;
  readonly maxByteLength: number;
  grow(newByteLength?: number): void;
}
interface SharedArrayBufferConstructor {
  new (byteLength: number, options?: { maxByteLength?: number }): SharedArrayBuffer;
}`,
  ],
  [
    always,
    `interface ImportAttributes {
  [key: string]: string;
}
interface ImportCallOptions {
  with?: ImportAttributes;
}`,
  ],
  [
    hasMethod(Array, 'toSorted'),
    [
      byCopy('Array'),
      byCopy('ReadonlyArray'),
      ...typedArrays.map(
        ([kind, element]) => `interface ${kind}Array {
  toReversed(): ${kind}Array;
  toSorted(compareFn?: (a: ${element}, b: ${element}) => number): ${kind}Array;
  with(index: number, value: ${element}): ${kind}Array;
}`,
      ),
    ].join('\n'),
  ],
  [
    hasMethod(String, 'isWellFormed'),
    `interface String {
  isWellFormed(): boolean;
  toWellFormed(): string;
}`,
  ],
  [
    hasMethod(RegExp, 'unicodeSets'),
    `interface RegExp {
  readonly unicodeSets: boolean;
}`,
  ],
  [
    hasMethod(ArrayBuffer, 'resize'),
    `interface ArrayBuffer {
  readonly maxByteLength: number;
  readonly resizable: boolean;
  resize(newByteLength?: number): void;
}
interface ArrayBufferConstructor {
  new (byteLength: number, options?: { maxByteLength?: number }): ArrayBuffer;
}`,
  ],
  [
    hasMethod(ArrayBuffer, 'transfer'),
    `interface ArrayBuffer {
  readonly detached: boolean;
  transfer(newByteLength?: number): ArrayBuffer;
  transferToFixedLength(newByteLength?: number): ArrayBuffer;
}`,
  ],
  [
    has(RegExp, 'escape'),
    `interface RegExpConstructor {
  escape(string: string): string;
}`,
  ],
  [
    has(Error, 'isError'),
    `interface ErrorConstructor {
  isError(value: unknown): value is Error;
}`,
  ],
  [
    has(Object, 'groupBy'),
    `interface ObjectConstructor {
  groupBy<K extends PropertyKey, T>(items: Iterable<T>, keySelector: (item: T, index: number) => K): Partial<Record<K, T[]>>;
}`,
  ],
  [
    has(Map, 'groupBy'),
    `interface MapConstructor {
  groupBy<K, T>(items: Iterable<T>, keySelector: (item: T, index: number) => K): Map<K, T[]>;
}`,
  ],
  [
    has(Promise, 'withResolvers'),
    `interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T | PromiseLike<T>) => void;
  reject: (reason?: any) => void;
}
interface PromiseConstructor {
  withResolvers<T>(): PromiseWithResolvers<T>;
}`,
  ],
  [
    has(Promise, 'try'),
    `interface PromiseConstructor {
  try<T, U extends unknown[]>(callbackFn: (...args: U) => T | PromiseLike<T>, ...args: U): Promise<Awaited<T>>;
}`,
  ],
  [
    has(Array, 'fromAsync'),
    `interface ArrayConstructor {
  fromAsync<T>(iterableOrArrayLike: AsyncIterable<T> | Iterable<T | PromiseLike<T>> | ArrayLike<T | PromiseLike<T>>): Promise<T[]>;
  fromAsync<T, U>(
    iterableOrArrayLike: AsyncIterable<T> | Iterable<T> | ArrayLike<T>,
    mapFn: (value: Awaited<T>, index: number) => U,
    thisArg?: any,
  ): Promise<Awaited<U>[]>;
}`,
  ],
  [
    hasMethod(Set, 'union'),
    `interface ReadonlySetLike<T> {
  keys(): Iterator<T>;
  has(value: T): boolean;
  readonly size: number;
}
${['Set', 'ReadonlySet']
  .map(
    (kind) => `interface ${kind}<T> {
  union<U>(other: ReadonlySetLike<U>): Set<T | U>;
  intersection<U>(other: ReadonlySetLike<U>): Set<T & U>;
  difference<U>(other: ReadonlySetLike<U>): Set<T>;
  symmetricDifference<U>(other: ReadonlySetLike<U>): Set<T | U>;
  isSubsetOf(other: ReadonlySetLike<unknown>): boolean;
  isSupersetOf(other: ReadonlySetLike<unknown>): boolean;
  isDisjointFrom(other: ReadonlySetLike<unknown>): boolean;
}`,
  )
  .join('\n')}`,
  ],
  [
    () => hasIteratorHelpers,
    `interface IteratorObject<T, TReturn = unknown, TNext = unknown> extends Iterator<T, TReturn, TNext> {
  [Symbol.iterator](): IteratorObject<T, TReturn, TNext>;
  map<U>(callbackfn: (value: T, index: number) => U): IteratorObject<U, undefined, unknown>;
  filter<S extends T>(predicate: (value: T, index: number) => value is S): IteratorObject<S, undefined, unknown>;
  filter(predicate: (value: T, index: number) => unknown): IteratorObject<T, undefined, unknown>;
  take(limit: number): IteratorObject<T, undefined, unknown>;
  drop(count: number): IteratorObject<T, undefined, unknown>;
  flatMap<U>(callbackfn: (value: T, index: number) => Iterable<U> | Iterator<U>): IteratorObject<U, undefined, unknown>;
  reduce(callbackfn: (previousValue: T, currentValue: T, currentIndex: number) => T): T;
  reduce<U>(callbackfn: (previousValue: U, currentValue: T, currentIndex: number) => U, initialValue: U): U;
  toArray(): T[];
  forEach(callbackfn: (value: T, index: number) => void): void;
  some(predicate: (value: T, index: number) => unknown): boolean;
  every(predicate: (value: T, index: number) => unknown): boolean;
  find<S extends T>(predicate: (value: T, index: number) => value is S): S | undefined;
  find(predicate: (value: T, index: number) => unknown): T | undefined;
}
declare var Iterator: {
  readonly prototype: IteratorObject<any>;
  from<T>(value: Iterator<T> | Iterable<T>): IteratorObject<T, undefined, unknown>;
};`,
  ],
];
