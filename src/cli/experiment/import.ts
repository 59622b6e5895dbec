import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc import`: the run of a colleague becomes one to compare with. */
export function registerImport(program: CommandUnknownOpts, { print, signal }: CommandContext): void {
  program
    .command('import')
    .description('add a run that "acc export --formats ro-crate" wrote elsewhere, to read it and to compare with it')
    .argument('<file>', 'zip file of the run')
    .option('--name <name>', 'name for it (default: its own)')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', importHelp)
    .action(async (file, { name, store, json }) => {
      const { defaultStore, importRun, openRun } = await import('../../experiment/index.js');
      const root = resolve(store ?? defaultStore());
      const run = await openRun(await importRun(resolve(file), root, name, signal), root);
      print(json ? JSON.stringify({ run: run.name, summary: run.summary }) : run.summary);
    });
}

const importHelp = `
Every hash in the file is compared before anything is written. Commands and openRun then know the run as imported/NAME.

Example:
  acc import theirs.zip --name theirs
  acc compare tiny imported/theirs`;
