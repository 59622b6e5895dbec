import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import type { Parameters } from './parameters.js';

/**
 * Parameters whose single words are read as the parameters cell declares them, where papermill's guess from the word alone does not fit: `5` for a
 * `string` stays a text, `true` for a `boolean` is no text.
 * @param words what was typed, by name
 */
export function readAsDeclared(
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

/** What a word says in TypeScript that it does not say in Python. */
function readings(word: string): unknown[] {
  const named: Record<string, unknown> = { true: true, false: false, null: null };
  return [named[word.toLowerCase()], /^[+-]?\d+n?$/.test(word) ? BigInt(word.replace(/^\+|n$/g, '')) : undefined];
}
