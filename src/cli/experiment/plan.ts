import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { experimentArgument, nameOption, setOption, storeOption } from './options.js';
import type { NamedPlan } from './plan-text.js';

/** `acc plan`: the stages of an experiment, their estimated times, why each would run, and the exact commands. */
export function registerPlan(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('plan')
    .description('show what a run would do: stages, sizes, estimated times and exact commands; runs nothing')
    .argument(...experimentArgument)
    .option(
      '--why',
      'for each stage that would run, say why, by comparison with the last run of that name, or of the experiment',
    )
    .option(...setOption)
    .option(...nameOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', planHelp)
    .action(async (name, { set = [], why, name: given, store, json }) => {
      const [{ loadExperiments, planExperiment, runName }, { matrixText, planText, whyText }] = await Promise.all([
        import('../../experiment/index.js'),
        import('./plan-text.js'),
      ]);
      const plans: NamedPlan[] = [];
      for (const { experiment, overrides } of await loadExperiments(name, set)) {
        const run = runName(experiment.name, overrides, given);
        plans.push({ run, ...(await planExperiment(experiment, { run, store })) });
      }
      const [plan] = plans as [NamedPlan];
      if (json) for (const one of plans) print(JSON.stringify(one));
      else print(plans.length > 1 ? matrixText(plans) : why ? whyText(plan) : planText(plan));
    });
}

const planHelp = `
Times come from speeds that earlier runs measured on this machine, else from published figures whose origin is stated; otherwise they are
unknown. Inferred settings are marked in the commands.

An experiment with a matrix is shown as a list of its runs; --set chooses one.

Examples:
  acc plan paper-4090
  acc plan tiny --set swift.arm.learning_rate=1e-4 --why`;
