import type { Choices, Member, Parameter } from './parameter-choices.js';
import type { Parameters } from './parameters.js';

/**
 * Converts command-line strings to the types that the parameters cell declares, where papermill's guess from the string alone does not match: `5`
 * for a `string` stays a string, `true` for a `boolean` becomes a boolean, the name of an enum's member becomes its value.
 * @param words the command-line strings, by name
 */
export function coerceToDeclared(
  parameters: Parameters,
  words: Record<string, string>,
  { declared, members }: Choices,
): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, guess]) => {
      const parameter = declared.find((one) => one.name === name);
      const word = Object.hasOwn(words, name) ? words[name] : undefined;
      return [
        name,
        parameter?.type === undefined || word === undefined ? guess : readAs(parameter, word, guess, members),
      ];
    }),
  );
}

function readAs({ type = '', allowed }: Parameter, word: string, guess: unknown, members: Member[]): unknown {
  const kinds = type.split(' | ');
  const fits = (value: unknown): boolean =>
    allowed?.includes(value) ??
    (kinds.includes(value === null ? 'null' : typeof value) ||
      kinds.includes(typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)));
  const candidates = [guess, ...readings(word), word, ...(allowed ? namedBy(word, members) : [])];
  const found = candidates.filter((value) => value !== undefined).find(fits);
  return found === undefined ? guess : found;
}

/** The values of the members that a word names, as text and, for a numeric enum, as a number. */
function namedBy(word: string, members: Member[]): unknown[] {
  const named = members.filter(({ key, code }) => word === key || word === code);
  return named.flatMap(({ value }) => [value, value.trim() === '' ? undefined : Number(value)]);
}

/** Readings of a string that TypeScript has and Python does not. */
function readings(word: string): unknown[] {
  const named: Record<string, unknown> = { true: true, false: false, null: null };
  return [named[word.toLowerCase()], /^[+-]?\d+n?$/.test(word) ? BigInt(word.replace(/^\+|n$/g, '')) : undefined];
}
