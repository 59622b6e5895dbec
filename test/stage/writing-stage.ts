import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executePlan, openStore, type Stage } from '../../src/stage/index.js';

/** The stages that have run, in order; a test empties it. */
export const ran: string[] = [];

/** A stage that writes its parameters and what its inputs wrote. */
export function writing(name: string, parameters: string, inputs: Record<string, Stage> = {}): Stage {
  return {
    name,
    kind: 'writing',
    version: 1,
    parameters,
    inputs,
    cores: 1,
    work: { speed: 'writing', unit: 'texts', amount: 1 },
    async run({ folder, inputs: folders }) {
      ran.push(name);
      const texts = await Promise.all(Object.values(folders).map((input) => readFile(join(input, 'text'), 'utf8')));
      await writeFile(join(folder, 'text'), [parameters, ...texts].join('+'));
    },
  };
}

/** Runs a stage with what it needs. @returns the names of the stages that ran */
export async function run(
  root: string,
  wanted: Stage,
  signal: AbortSignal = new AbortController().signal,
): Promise<string[]> {
  ran.length = 0;
  await executePlan([wanted], { store: openStore(root), cores: 2, signal });
  return [...ran];
}
