import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, inUnits, writeAtomic } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { authorOption, licenceOption, storeOption } from './options.js';

/** `acc record`: a run of the store becomes one that the kit contains. */
export function registerRecord(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('record')
    .description('write a run into the folder recorded/ of the kit, for readers who do not train')
    .argument(
      '<run>',
      'name of a finished run, see "acc status"; that of an experiment with a matrix stands for its runs',
    )
    .option('--name <name>', 'its name there (default: its own)')
    .option(...authorOption)
    .option(...licenceOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', recordHelp)
    .action(async (name, { name: newName, author, licence, store, json }) => {
      const { defaultStore, recordedFile, runCrate, runsNamed } = await import('../../experiment/index.js');
      const root = resolve(store ?? defaultStore());
      const runs = await runsNamed(name, root);
      if (runs.length > 1 && newName !== undefined)
        throw new AccError('cli/bad-option', {
          message: `--name names one run: ${name} stands for ${runs.length} runs`,
        });
      for (const run of runs) {
        const bytes = await runCrate(run, root, { author, licence });
        const file = recordedFile('recorded', newName ?? run, root);
        await writeAtomic(file, bytes);
        const recorded = `recorded/${newName ?? run}`;
        if (json) print(JSON.stringify({ run: recorded, file, bytes: bytes.length }));
        else print(`${recorded}: ${inUnits(bytes.length)}, ${file}`);
      }
    });
}

const recordHelp = `
The file contains settings, questions, answers, scores, losses and records, but no audio and no weights. The same run gives the same bytes.
openRun('recorded/NAME') and every command that takes a run read it, with Node alone.

Example:
  acc record tiny`;
