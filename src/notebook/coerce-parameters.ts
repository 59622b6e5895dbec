import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import type { Parameters } from './parameters.js';

/**
 * Converts command-line strings to the types that the parameters cell declares, where papermill's guess from the string alone does not match: `5`
 * for a `string` stays a string, `true` for a `boolean` becomes a boolean.
 * @param words the command-line strings, by name
 */
export function coerceToDeclared(
  parameters: Parameters,
  words: Record<string, string>,
  declared: DeclaredParameter[],
): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, guess]) => {
      const type = declared.find((one) => one.name === name)?.type;
      const word = Object.hasOwn(words, name) ? words[name] : undefined;
      return [name, type === undefined || word === undefined ? guess : readAs(type, word, guess)];
    }),
  );
}

function readAs(type: string, word: string, guess: unknown): unknown {
  const members = type.split(' | ');
  const fits = (value: unknown): boolean =>
    members.includes(value === null ? 'null' : typeof value) ||
    members.includes(typeof value === 'bigint' ? `${value}n` : JSON.stringify(value));
  const found = [guess, ...readings(word), word].filter((value) => value !== undefined).find(fits);
  return found === undefined ? guess : found;
}

/** Readings of a string that TypeScript has and Python does not. */
function readings(word: string): unknown[] {
  const named: Record<string, unknown> = { true: true, false: false, null: null };
  return [named[word.toLowerCase()], /^[+-]?\d+n?$/.test(word) ? BigInt(word.replace(/^\+|n$/g, '')) : undefined];
}
