import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { authorOption, storeOption } from '../experiment/index.js';
import { jsonOption } from '../options.js';

/** `acc model export`: an arm as a folder for others. */
export function registerExport(model: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  model
    .command('export')
    .description('write the adapter of an arm, or its model with the adapter merged, with a model card')
    .argument('<run>', 'name of a finished run, see "acc status"')
    .argument('<arm>', 'arm of the run, e.g. ACC')
    .requiredOption('--out <folder>', 'folder of the model; it must not exist, or be empty')
    .option(
      '--merged',
      'the whole model with the adapter merged into it, through "swift export" (default: the adapter alone)',
    )
    .option(
      '--seed <number>',
      'seed of the training, where the arm was trained several times (default: the first)',
      seed,
    )
    .option('--base-seed <number>', 'seed of its base model, where there are several (default: the first)', seed)
    .option(...authorOption)
    .option(
      '--licence <identifier>',
      'licence of the weights; needed where base model or data are not those of the kit',
    )
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', exportHelp)
    .action(async (run, arm, { out, merged = false, seed, baseSeed, author, licence, store, json }) => {
      const { defaultStore, exportModel } = await import('../../experiment/index.js');
      const draw = { ...(seed !== undefined && { arm: seed }), ...(baseSeed !== undefined && { base: baseSeed }) };
      const request = { run, arm, draw, merged, out, author, licence, store: resolve(store ?? defaultStore()) };
      if (merged) log('merging the adapter into its model on the CPU');
      const exported = await exportModel(request, signal);
      print(json ? JSON.stringify(exported) : `${exported.folder}: ${exported.files.join(', ')}`);
    });
}

const exportHelp = `
README.md is the model card: use, training, settings, data with licences, scores of this training and their spread, limitations; model hubs read its
first lines. training-record.json is the record of the training. No file names a folder of this machine. An adapter needs its base model; the
merged model needs nothing else. Merging loads the model on the CPU: 16 GB of memory for the 7B model.

Examples:
  acc model export tiny ACC --out acc-adapter
  acc model export tiny ACC --merged --out acc-model
  acc model export paper-4090 ACC --out acc-7b --licence apache-2.0 --author "A. Colleague"`;

function seed(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new AccError('cli/bad-option', { message: `a seed is a whole number, not "${text}"` });
}
