import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { StageCommand } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { duration } from '../duration.js';
import { jsonOption } from '../options.js';
import { experimentArgument, setOption, storeOption } from './options.js';

/** `acc plan`: the stages of an experiment, their keys, whether they are finished, and the exact commands. */
export function registerPlan(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('plan')
    .description('show the stages of an experiment and their exact commands; inferred settings are marked')
    .argument(...experimentArgument)
    .option(...setOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  acc plan paper-4090')
    .action(async (name, { set, store: folder, json }) => {
      const [{ defaultStore, experimentStages, loadExperiment }, { openStore, planStages, stageKey }] =
        await Promise.all([import('../../experiment/index.js'), import('../../stage/index.js')]);
      const experiment = await loadExperiment(name, set);
      const store = openStore(folder ?? defaultStore());
      const { results } = await experimentStages(experiment, { planning: true });
      const stages = [];
      for (const stage of planStages([results]))
        stages.push({
          name: stage.name,
          key: stageKey(stage),
          done: (await store.record(stage)) !== undefined,
          expectedSeconds: stage.expectedSeconds,
          inputs: Object.values(stage.inputs).map((input) => input.name),
          commands:
            stage.commands?.({
              logs: join(store.unfinished(stage), 'logs'),
              inputs: Object.fromEntries(Object.entries(stage.inputs).map(([input, of]) => [input, store.folder(of)])),
            }) ?? [],
        });
      if (json) return print(JSON.stringify({ experiment, stages }));
      print(`${experiment.title} (${experiment.name}): ${stages.length} stages\n`);
      for (const { name, key, done, expectedSeconds, inputs, commands } of stages) {
        const state = done ? 'finished' : `about ${duration(expectedSeconds)}`;
        print(`${done ? '✓' : '·'} ${name}  ${key.slice(0, 16)}  ${state}`);
        if (inputs.length > 0) print(`    needs ${inputs.join(', ')}`);
        for (const command of commands) print(`${commandText(command).replace(/^/gm, '    ')}\n`);
      }
    });
}

/** The command as it can be pasted into a shell, one flag per line, followed by its remarks. */
function commandText({ argv, environment, remarks }: StageCommand): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  const [program, command, ...rest] = argv.map(quoted);
  const lines = [[...variables, program, command].join(' ')];
  for (const word of rest) {
    if (word.startsWith('--')) lines.push(`  ${word}`);
    else lines[lines.length - 1] += ` ${word}`;
  }
  return [lines.join(' \\\n'), ...remarks.map((remark) => `# ${remark}`)].join('\n');
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
