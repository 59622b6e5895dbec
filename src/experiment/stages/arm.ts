import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines, type TrainingRow } from '../../core/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { train, trainingCommand } from '../../trainer/index.js';
import { locatedPath } from '../portable.js';
import type { Arm, Experiment } from '../schema.js';
import { modelPath, plannedCommand, processOptions, settingsFor, settingsOf, trainerPins } from '../swift.js';
import type { Sources } from './questions.js';
import { trainingFolders, trainingInputs } from './targets.js';

/** Fine-tunes one arm from the base through `swift sft`. */
export function armStage(
  experiment: Experiment,
  name: string,
  arm: Arm,
  targets: Stage,
  sources: Sources,
  base: Stage | undefined,
  pins: string[],
): Stage {
  const values = settingsOf(experiment, 'arm', arm);
  const { devices, modelsAtOnce } = experiment;
  const steps = Number(values.max_steps ?? 0);
  const modelIn = (inputs: Record<string, string>): string =>
    base ? join(inputs.base!, 'model') : modelPath(experiment);
  return {
    name: `arm ${name}`,
    kind: 'arm',
    version: 1,
    parameters: { tasks: arm.tasks, values: values as Json, pins, ...(base ? {} : { model: modelPath(experiment) }) },
    inputs: { targets, ...trainingInputs(experiment, sources), ...(base ? { base } : {}) },
    cores: modelsAtOnce > 1 ? 1 : 2,
    expectedSeconds: steps ? 0.25 * steps + 15 : 86_400,
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        trainingCommand('swift', modelIn(inputs), join(logs, 'rows.jsonl'), join(logs, 'swift'), values),
        settingsFor(experiment, 'arm', arm),
      ),
    ],
    async run(context) {
      const all: TrainingRow[] = [];
      for (const task of arm.tasks)
        all.push(...(await readJsonLines<TrainingRow>(join(context.inputs.targets!, `${task}.jsonl`))));
      const located = all.map((row) => ({
        ...row,
        audios: row.audios.map((path) => locatedPath(path, trainingFolders(context.inputs, sources))),
      }));
      // The same id may stand in the rows of two tasks; training needs none.
      const rowsToTrain = located.map(({ messages, audios }) => ({ messages, audios }));
      const model = modelIn(context.inputs);
      const usage = await trainerPins(context, (environment) => {
        const options = processOptions(context, environment, 'swift-sft', devices);
        return train({ model, rows: rowsToTrain, values, folder: context.folder, progress: context.progress }, options);
      });
      await rm(join(context.logs, 'rows.jsonl'));
      context.note({ usage: usage as unknown as Json, rows: rowsToTrain.length });
    },
  };
}
