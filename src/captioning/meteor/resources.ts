import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { AccError, fileError } from '../../core/index.js';

/** METEOR's own English word lists from meteor-1.5.jar. */
export interface MeteorResources {
  /** words with a low weight in the score */
  functionWords: string[];
  /** words that keep their full stop, before any word or before a number only */
  prefixes: { always: string[]; beforeNumber: string[] };
  /** WordNet 3.0 synonym sets of each word */
  synsets: Map<string, number[]>;
  /** irregular forms → base forms */
  exceptions: Map<string, string[]>;
}

/**
 * Reads the English word lists from METEOR's jar. They are not part of the kit: METEOR is LGPL, WordNet has its own licence.
 * @throws AccError captioning/metric-file if it is not a jar of METEOR 1.5 or is damaged
 */
export async function readResources(jar: string): Promise<MeteorResources> {
  const bytes = await readFile(jar).catch((error: unknown) => {
    throw fileError(error, jar);
  });
  try {
    const entries = unzipSync(bytes, { filter: ({ name }) => Object.values<string>(names).includes(name) });
    const lines = (name: string): string[] => new TextDecoder().decode(entries[name]).split(/\r?\n/);
    return {
      functionWords: lines(names.functionWords).filter(Boolean),
      prefixes: prefixesIn(lines(names.prefixes)),
      synsets: new Map(pairs(lines(names.synsets)).map(([word, ids]) => [word, ids.trim().split(/\s+/).map(Number)])),
      exceptions: basesByForm(pairs(lines(names.exceptions))),
    };
  } catch (cause) {
    throw new AccError('captioning/metric-file', {
      message: `${jar} is not a METEOR 1.5 jar, or is damaged`,
      file: jar,
      hint: 'install it with: acc metrics install meteor',
      cause,
    });
  }
}

const names = {
  functionWords: 'function/english.words',
  prefixes: 'nonbreaking/english.prefixes',
  synsets: 'synonym/english.synsets',
  exceptions: 'synonym/english.exceptions',
} as const;

/** Lists of two lines per entry. */
function pairs(lines: readonly string[]): [string, string][] {
  return Array.from({ length: Math.floor(lines.length / 2) }, (_, i) => [lines[2 * i]!, lines[2 * i + 1]!]);
}

function prefixesIn(lines: readonly string[]): MeteorResources['prefixes'] {
  const kept = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const only = (line: string): boolean => line.includes('#NUMERIC_ONLY#');
  return {
    always: kept.filter((line) => !only(line)),
    beforeNumber: kept.filter(only).map((line) => line.split(/\s/)[0]!),
  };
}

function basesByForm(entries: readonly [base: string, forms: string][]): Map<string, string[]> {
  const bases = new Map<string, string[]>();
  for (const [base, forms] of entries)
    for (const form of forms.trim().split(/\s+/)) bases.set(form, [...(bases.get(form) ?? []), base]);
  return bases;
}
