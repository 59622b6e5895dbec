import { homedir, tmpdir } from 'node:os';
import { AccError, type ErrorFacts, kitRoot, readText } from '../../core/index.js';
import { parseYaml } from '../../yaml/index.js';

/** Replaces run-dependent parts in every compared text. */
export interface Sanitiser {
  pattern: RegExp;
  replace: string;
}

/** Predefined patterns, by name. */
const named: Record<string, Sanitiser> = {
  durations: {
    pattern: /\b\d+(?:\.\d+)?(?:e-?\d+)?\s?(?:ms|µs|us|ns|s|sec|seconds?|min|minutes?|h|hours?)\b/g,
    replace: '<duration>',
  },
  hex: { pattern: /\b(?:0x)?[\da-f]{8,}\b/gi, replace: '<hex>' },
};

/** Always replaced: they differ in every run and carry no information. */
function always(): Sanitiser[] {
  const folders = [kitRoot(), tmpdir(), homedir()].filter((folder) => folder.length > 1);
  return [
    { pattern: /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, replace: '<time>' },
    { pattern: /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, replace: '<uuid>' },
    { pattern: /\(node:\d+\)/g, replace: '(node:<pid>)' },
    ...folders.map((folder) => ({ pattern: new RegExp(escaped(folder), 'g'), replace: '<folder>' })),
  ];
}

/** A function that applies the given replacements and the default ones. */
export function sanitiser(given: Sanitiser[]): (text: string) => string {
  const all = [...given, ...always()];
  return (text) => all.reduce((shown, { pattern, replace }) => shown.replace(pattern, replace), text);
}

/**
 * Reads a YAML or JSON file with a list of patterns: `{ pattern, replace }`, or the name of a predefined one.
 * @throws AccError notebook/bad-sanitiser
 */
export async function readSanitisers(file: string): Promise<Sanitiser[]> {
  const { value } = parseYaml(await readText(file), file, 'notebook/bad-sanitiser');
  return sanitisersOf(value, file);
}

/** The same for a value, e.g. `acc.sanitise` in the metadata of a notebook. */
export function sanitisersOf(value: unknown, file: string): Sanitiser[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw bad({ message: `the patterns in ${file} are not a list`, file });
  return value.map((entry) => {
    if (typeof entry === 'string') {
      const known = named[entry];
      if (!known)
        throw bad({
          message: `unknown pattern "${entry}"`,
          file,
          hint: `known: ${Object.keys(named).join(', ')}`,
        });
      return known;
    }
    const { pattern, replace = '<replaced>' } = (entry ?? {}) as { pattern?: unknown; replace?: unknown };
    if (typeof pattern !== 'string' || pattern === '')
      throw bad({ message: `${JSON.stringify(entry)} has no pattern`, file });
    try {
      return { pattern: new RegExp(pattern, 'g'), replace: String(replace) };
    } catch (cause) {
      throw bad({ message: (cause as Error).message, file, cause });
    }
  });
}

function bad(facts: ErrorFacts): AccError {
  const hint = 'write a list of { pattern: REGULAR_EXPRESSION, replace: TEXT }';
  return new AccError('notebook/bad-sanitiser', { hint, ...facts });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
