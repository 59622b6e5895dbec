import { join } from 'node:path';
import { defaultStore, experimentStages, loadExperiment } from '../../experiment/index.js';
import { openStore, planStages, type StageCommand, stageKey } from '../../stage/index.js';
import { duration } from '../duration.js';
import type { CommandContext } from '../main.js';

interface Options {
  set?: string[];
  store?: string;
  json?: boolean;
}

/** `acc plan`: the stages of an experiment, their keys, whether they are done, and the exact commands. */
export async function plan(
  { print }: CommandContext,
  name: string,
  { set, store: folder, json }: Options,
): Promise<void> {
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
    print(`${done ? '✓' : '·'} ${name}  ${key.slice(0, 16)}  ${done ? 'done' : `about ${duration(expectedSeconds)}`}`);
    if (inputs.length > 0) print(`    needs ${inputs.join(', ')}`);
    for (const command of commands)
      print(`${shown(command).replace(/^/gm, '    ')}
`);
  }
}

/** The command as it can be pasted into a shell, a flag a line, its remarks below. */
function shown({ argv, environment, remarks }: StageCommand): string {
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
