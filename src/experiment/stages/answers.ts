import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines, writeJsonLines } from '../../core/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { generate, generationCommand } from '../../trainer/index.js';
import { type EvaluationItem, evaluationRow } from '../evaluation-item.js';
import { locatedPath } from '../portable.js';
import type { Experiment } from '../schema.js';
import { modelPath, plannedCommand, processOptions, settingsFor, settingsOf, trainerPins } from '../swift.js';
import type { Sources } from './questions.js';

/** Asks one model every question of the evaluation through one `swift infer`. */
export function answersStage(
  experiment: Experiment,
  name: string,
  questions: Stage,
  sources: Sources,
  base: Stage | undefined,
  arm: Stage | undefined,
  pins: string[],
): Stage {
  const values = settingsOf(experiment, 'infer');
  const { devices, modelsAtOnce } = experiment;
  const weightsIn = (inputs: Record<string, string>): { model: string; adapter?: string } => ({
    model: base ? join(inputs.base!, 'model') : modelPath(experiment),
    ...(arm ? { adapter: join(inputs.arm!, 'model') } : {}),
  });
  return {
    name: `answers of ${name}`,
    kind: 'answers',
    version: 1,
    parameters: { values: values as Json, pins, ...(base ? {} : { model: modelPath(experiment) }) },
    inputs: {
      questions,
      editing: sources.editing,
      ...(sources.world ? { world: sources.world } : {}),
      ...(base ? { base } : {}),
      ...(arm ? { arm } : {}),
    },
    cores: modelsAtOnce > 1 ? 1 : 2,
    expectedSeconds: devices ? 7_200 : 35,
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        generationCommand('swift', weightsIn(inputs), join(logs, 'rows.jsonl'), join(logs, 'answers.jsonl'), values),
        settingsFor(experiment, 'infer'),
      ),
    ],
    async run(context) {
      const { inputs } = context;
      const items = await readJsonLines<EvaluationItem>(join(inputs.questions!, 'evaluation.jsonl'));
      const folders = { ...inputs, ...(sources.evaluation ? { evaluation: sources.evaluation.folder } : {}) };
      const { answers, ...usage } = await trainerPins(context, (environment) =>
        generate(
          {
            ...weightsIn(inputs),
            rows: items.map((item) => evaluationRow(item, (path) => locatedPath(path, folders))),
            values,
            progress: context.progress,
          },
          processOptions(context, environment, 'swift-infer', devices),
        ),
      );
      await writeJsonLines(join(context.folder, 'answers.jsonl'), answers);
      for (const file of ['rows.jsonl', 'kept.jsonl', 'answers.jsonl'])
        await rm(join(context.logs, file), { force: true });
      context.note({ usage: usage as unknown as Json });
    },
  };
}
