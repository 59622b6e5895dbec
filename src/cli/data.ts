import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { AccError } from '../core/index.js';
import { readCorpus, splits, worldSizes, writeWorld } from '../corpus/index.js';
import type { CommandContext } from './main.js';

/** `acc data check`: reads a corpus as an experiment would. */
export async function checkCorpus(
  { print }: CommandContext,
  folder: string,
  { json }: { json?: boolean },
): Promise<void> {
  const { name, synthetic, bases, events } = await readCorpus(resolve(folder));
  const bySplit = Object.fromEntries(
    splits.map((split) => [split, bases.filter((base) => base.split === split).length]),
  );
  const types = new Set(events.map(({ type }) => type)).size;
  if (json) return print(JSON.stringify({ name, synthetic, bases: bySplit, events: events.length, types }));
  print(
    `${name}${synthetic ? ' (synthetic)' : ''}: ${bases.length} base clips (${Object.entries(bySplit)
      .map(([split, n]) => `${n} ${split}`)
      .join(', ')}), ${events.length} events of ${types} types`,
  );
}

/** `acc data world`: the tiny world in a folder of its own, to listen to or to build upon. */
export async function synthesise(
  { signal, say, print }: CommandContext,
  folder: string,
  { size, seed }: { size: string; seed: number },
): Promise<void> {
  const sizes = worldSizes[size as keyof typeof worldSizes];
  if (!sizes)
    throw new AccError('cli/bad-option', { message: `there is no size "${size}"`, hint: 'sizes: tiny, smoke' });
  if (existsSync(folder)) throw new AccError('cli/bad-option', { message: `${folder} exists already`, file: folder });
  let told = 0;
  const onProgress = (done: number, total: number): void => {
    if (Math.floor((10 * done) / total) === told) return;
    told = Math.floor((10 * done) / total);
    say(`${told * 10} % of ${total} clips`);
  };
  const { clips } = await writeWorld(resolve(folder), {
    seed,
    sizes,
    workers: Math.min(2, availableParallelism()),
    signal,
    onProgress,
  });
  print(`${clips} clips in ${resolve(folder)}`);
}
