import { basename } from 'node:path';
import { AccError, sha256 } from '../core/index.js';
import { splitOverride } from './override.js';

/**
 * The name of a run: the experiment's own, or with overrides one that states them, such as "tiny@learning-rate=1e-4" or
 * "tiny@seeds=0+1+2". Overrides of the arms' flags are named by the flag alone. A value that is no short word, list or map of lists is replaced
 * by its hash.
 * @param given a name of the user's choice
 * @throws AccError 'experiment/run-name' for a name that no file can have, or that another experiment has
 */
export function runName(experiment: string, overrides: readonly string[], given?: string): string {
  const name = given ?? (overrides.length === 0 ? experiment : `${experiment}@${overrideParts(overrides).join(',')}`);
  if (!isRunName(name)) throw badRunName(name);
  if (given === experiment && overrides.length > 0)
    throw new AccError('experiment/run-name', {
      message: `"${given}" is the name of the experiment without overrides`,
      hint: 'choose another --name, or omit it',
    });
  return name;
}

/** Not the name of a run: the run that the kit has recorded for reading. */
export const anyRecorded: string = 'recorded';

/** Whether a text can be the name of a run, and so of a file. */
export function isRunName(text: string): boolean {
  return /^[\w.@=,+-]+$/.test(text) && text !== anyRecorded;
}

export function badRunName(text: string): AccError {
  return new AccError('experiment/run-name', {
    message: `"${text}" cannot be the name of a run`,
    hint:
      text === anyRecorded
        ? `"${anyRecorded}" is the run that the kit has recorded for reading`
        : 'use letters, digits and . _ - + @ = ,',
  });
}

/** 'learning-rate=1e-4', sorted, the last one of each key. */
function overrideParts(overrides: readonly string[]): string[] {
  const parts = overrides.map((override) => {
    const { path, value } = splitOverride(override)!;
    return [path.replace(/^swift\.(arm\.)?/, '').replaceAll('_', '-'), valuePart(value.trim())] as const;
  });
  return [...new Map(parts)].map(([key, value]) => `${key}=${value}`).sort();
}

function valuePart(value: string): string {
  const words = /^[\w.+-]{1,24}$/.test(value) ? value : (listWords(value) ?? mapWords(value));
  if (words !== undefined && words.length <= 40) return words;
  const hash = sha256(value).slice(0, 8);
  return /^[^{}[\]\s]*\/[^{}[\]\s]*$/.test(value) ? `${basename(value).replace(/[^\w.+-]/g, '-')}-${hash}` : hash;
}

/** '[0, 1]' and '0,1' as '0+1'. */
function listWords(text: string): string | undefined {
  const [, inside] = /^(?:\[\s*)?([\w.-]+(?:\s*,\s*[\w.-]+)*)(?:\s*\])?$/.exec(text) ?? [];
  return inside?.split(/\s*,\s*/).join('+');
}

/** '{arms: [0, 1], base: [2]}' as 'arms-0+1-base-2'. */
function mapWords(text: string): string | undefined {
  const [, inside] = /^\{\s*(\w+:[^{}]*?)\s*\}$/.exec(text) ?? [];
  const members = inside?.split(/\s*,\s*(?=\w+:)/).map((member) => {
    const [name, value] = member.split(/:\s*/, 2) as [string, string];
    return [name, listWords(value)];
  });
  return members?.every(([, words]) => words !== undefined) ? members.flat().join('-') : undefined;
}
