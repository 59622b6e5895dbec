import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { wholeNumber } from '../options.js';

/** `acc data world`: the tiny world in a folder of its own, to listen to or to build on. */
export function registerWorld(data: CommandUnknownOpts, { signal, log, print }: CommandContext): void {
  data
    .command('world')
    .description('synthesise the tiny world into a folder: clips, captions, tasks')
    .argument('<folder>', 'a folder that does not exist yet')
    .addOption(
      new Option('--size <size>', 'number of clips, as in the profile of that name')
        .choices(['tiny', 'small', 'smoke'] as const)
        .default('tiny' as const),
    )
    .option('--seed <number>', 'seed of every clip', wholeNumber(0), 42)
    .addHelpText('after', '\nExample:\n  acc data world world --size smoke')
    .action(async (folder, { size, seed }) => {
      if (existsSync(folder))
        throw new AccError('cli/bad-argument', { message: `${folder} already exists`, file: folder });
      const { worldSizes, writeWorld } = await import('../../corpus/index.js');
      const { clips } = await writeWorld(resolve(folder), {
        seed,
        sizes: worldSizes[size],
        workers: Math.min(2, availableParallelism()),
        signal,
        onProgress: logTenths(log),
      });
      print(`${clips} clips in ${resolve(folder)}`);
    });
}

/** Logs every ten percent. */
function logTenths(log: (line: string) => void): (done: number, total: number) => void {
  let logged = 0;
  return (done, total) => {
    const tenths = Math.floor((10 * done) / total);
    if (tenths === logged) return;
    logged = tenths;
    log(`${tenths * 10} % of ${total} clips`);
  };
}
