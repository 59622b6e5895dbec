import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc data check`: reads a corpus as an experiment would. */
export function registerCheck(data: CommandUnknownOpts, { print }: CommandContext): void {
  data
    .command('check')
    .description('read a corpus as an experiment would and report the first error, or count clips and events')
    .argument('<folder>', 'folder with bases.csv and events.csv')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  acc data check ~/recordings')
    .action(async (folder, { json }) => {
      const { readCorpus, splits } = await import('../../corpus/index.js');
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
    });
}
