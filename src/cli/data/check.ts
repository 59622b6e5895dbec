import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type AccError, formatError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc data check`: reads a corpus as an experiment would. */
export function registerCheck(data: CommandUnknownOpts, { log, print }: CommandContext): void {
  data
    .command('check')
    .description(
      'read a corpus as an experiment would, name every sound file that cannot be used, and count clips and events',
    )
    .argument('<folder>', 'folder with bases.csv and events.csv')
    .option(...jsonOption)
    .addHelpText('after', '\nExit status 1 if a file cannot be used.\n\nExample:\n  acc data check ~/recordings')
    .action(async (folder, { json }) => {
      const { readCorpus, splits } = await import('../../corpus/index.js');
      const faults: AccError[] = [];
      const { name, synthetic, bases, events } = await readCorpus(resolve(folder), {
        onFault: (fault) => faults.push(fault),
      });
      faults.sort((a, b) => a.file!.localeCompare(b.file!) || a.line! - b.line!);
      if (faults.length > 0) process.exitCode = 1;
      const bySplit = Object.fromEntries(
        splits.map((split) => [split, bases.filter((base) => base.split === split).length]),
      );
      const types = new Set(events.map(({ type }) => type)).size;
      if (json) return print(JSON.stringify({ name, synthetic, bases: bySplit, events: events.length, types, faults }));
      for (const fault of faults) log(`acc: ${formatError(fault)}`);
      print(
        `${name}${synthetic ? ' (synthetic)' : ''}: ${bases.length} base clips (${Object.entries(bySplit)
          .map(([split, n]) => `${n} ${split}`)
          .join(
            ', ',
          )}), ${events.length} events of ${types} types${faults.length > 0 ? `; ${faults.length} files cannot be used` : ''}`,
      );
    });
}
