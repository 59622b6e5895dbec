import type { Command } from 'commander';
import type { CommandContext } from './main.js';

const json = ['--json', 'machine-readable output'] as const;

/** `acc data`: its commands, as `commands.ts` has the others. */
export function registerData(program: Command, context: CommandContext): void {
  const data = program.command('data').description('corpora: folders of recordings with bases.csv and events.csv');
  data
    .command('check')
    .description('read a corpus as an experiment would and name what is wrong with it')
    .argument('<folder>', 'folder with bases.csv and events.csv')
    .option(...json)
    .action(async (folder, options) => (await import('./data.js')).checkCorpus(context, folder, options));
  data
    .command('world')
    .description('synthesise the tiny world into a folder: clips, captions, tasks')
    .argument('<folder>', 'a folder that does not exist yet')
    .option('--size <size>', 'tiny or smoke', 'tiny')
    .option('--seed <number>', 'seed of every clip', Number, 42)
    .action(async (folder, options) => (await import('./data.js')).synthesise(context, folder, options));
}
