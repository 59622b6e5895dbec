import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption, positiveNumber } from '../options.js';
import { experimentArgument, setOption, storeOption } from './options.js';

/** `acc rehearse`: what can be known about a run without weights and without a GPU. */
export function registerRehearse(program: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  program
    .command('rehearse')
    .description(
      'check a run before it starts, without weights and without a GPU: settings, adapters, memory, tokens, time',
    )
    .argument(...experimentArgument)
    .option('--card <gib>', 'memory of the GPU in GiB (default: "cardGiB" of the experiment)', positiveNumber)
    .option(
      '--without-training',
      'do not train a model of few layers: less than a minute, and less than 2 GB of memory',
    )
    .option(...setOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', rehearseHelp)
    .action(async (name, { set = [], store, json, card, withoutTraining }) => {
      const [{ loadExperiment, rehearseExperiment, runName }, { rehearsalText }] = await Promise.all([
        import('../../experiment/index.js'),
        import('./rehearsal/index.js'),
      ]);
      const experiment = await loadExperiment(name, set);
      const found = await rehearseExperiment(experiment, {
        name,
        overrides: set,
        run: runName(experiment.name, set),
        store,
        card: (card ?? experiment.cardGiB) * 2 ** 30,
        training: !withoutTraining,
        signal,
        progress: logProgress(log, 'rehearsing'),
      });
      print(json ? JSON.stringify(found) : rehearsalText(found));
      const isFaulty = found.rows.some(
        ({ overRows, unreadableRows, cutRows }) => overRows + unreadableRows + cutRows > 0,
      );
      if (isFaulty || found.missingPackages.length > 0) process.exitCode = 1;
    });
}

const rehearseHelp = `
Every call of swift in the plan is parsed by the installed ms-swift, which stops before weights are loaded; a setting that it would refuse is an
error with the place of the setting. The whole model is built without numbers, with the adapters that training would add. Memory is computed
line by line. The tokens of all rows that exist are counted: of finished stages, else of the folders "corpus" and "evaluation". At
last a model of true widths with two layers and random weights is trained for two steps, with a checkpoint between them, and asked two questions.

Nothing is downloaded, and the store is only read. Exit status 1: a setting is refused, rows would be left out,
cut or refused, or a Python package is missing.

Examples:
  acc rehearse paper-4090
  acc rehearse paper-4090 --without-training --set swift.arm.freeze_aligner=false --json`;
