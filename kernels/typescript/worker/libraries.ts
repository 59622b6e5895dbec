/** The parts of the standard library newer than ES2023 that TypeScript declares, and what shows that the running Node has them. */
const newer: [name: string, present: () => boolean][] = [
  ['es2024.arraybuffer', () => 'resizable' in ArrayBuffer.prototype],
  ['es2024.collection', () => 'groupBy' in Map],
  ['es2024.object', () => 'groupBy' in Object],
  ['es2024.promise', () => 'withResolvers' in Promise],
  ['es2024.regexp', () => 'unicodeSets' in RegExp.prototype],
  ['es2024.sharedmemory', () => 'waitAsync' in Atomics],
  ['es2024.string', () => 'isWellFormed' in String.prototype],
  ['es2025.collection', () => 'union' in Set.prototype],
  ['es2025.float16', () => 'f16round' in Math],
  ['es2025.intl', () => 'DurationFormat' in Intl],
  ['es2025.iterator', () => 'Iterator' in globalThis],
  ['es2025.promise', () => 'try' in Promise],
  ['es2025.regexp', () => 'escape' in RegExp],
  ['esnext.array', () => 'fromAsync' in Array],
  ['esnext.collection', () => 'getOrInsert' in Map.prototype],
  ['esnext.error', () => 'isError' in Error],
  ['esnext.sharedmemory', () => 'pause' in Atomics],
  ['esnext.temporal', () => 'Temporal' in globalThis],
  ['esnext.typedarrays', () => 'fromBase64' in Uint8Array],
  ['esnext.disposable', () => 'dispose' in Symbol],
  ['decorators', () => true],
  ['decorators.legacy', () => true],
];

/** TypeScript's names of the libraries that cells are checked against: what the running Node lacks is a type error. */
export function libraries(): string[] {
  return ['es2023', ...newer.filter(([, present]) => present()).map(([name]) => name)];
}
