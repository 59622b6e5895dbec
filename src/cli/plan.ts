import { defaultStore, experimentStages, loadExperiment } from '../experiment/index.js';
import { openStore, planStages, stageKey } from '../stage/index.js';
import type { CommandContext } from './main.js';
import { duration } from './progress.js';

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
      commands: stage.commands?.() ?? [],
    });
  if (json) return print(JSON.stringify({ experiment, stages }));
  print(`${experiment.title} (${experiment.name}): ${stages.length} stages\n`);
  for (const { name, key, done, expectedSeconds, inputs, commands } of stages) {
    print(`${done ? '✓' : '·'} ${name}  ${key.slice(0, 16)}  ${done ? 'done' : `about ${duration(expectedSeconds)}`}`);
    if (inputs.length > 0) print(`    needs ${inputs.join(', ')}`);
    for (const command of commands) print(`${command.replace(/^/gm, '    ')}\n`);
  }
}
