import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines, writeJsonLines } from '../../core/index.js';
import type { Draw } from '../../results/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { generate, generationCommand, pinsFor } from '../../trainer/index.js';
import { drawnName } from '../draws.js';
import { type AnsweredItem, evaluationRow } from '../evaluation/index.js';
import { withLocatedAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
import type { Sources } from '../sources.js';
import { type StartModel, startFacts, startInputs, startParameters, startPath } from '../start-model.js';
import {
  commandSettings,
  plannedCommand,
  plannedSwift,
  processOptions,
  rowFacts,
  settingsFor,
  settingsOf,
  trainerPins,
} from '../swift.js';
import { speedOf } from '../work.js';

/** The inputs of a model's answers. */
export interface AnswerInputs {
  draw: Draw;
  questions: Stage;
  sources: Sources;
  start: StartModel;
  /** of a fine-tuned model */
  arm: Stage | undefined;
  pins: string[];
  /** number of questions, if known */
  amount: number | undefined;
}

/** Asks one model every question of the evaluation through one `swift infer`. */
export function answersStage(
  experiment: Experiment,
  name: string,
  { draw, questions, sources, start, arm, pins, amount }: AnswerInputs,
): Stage {
  const values = settingsOf(experiment, 'infer');
  const { devices, modelsAtOnce } = experiment;
  const weightsIn = (inputs: Record<string, string>): { model: string; adapter?: string } => ({
    model: startPath(start, inputs),
    ...(arm ? { adapter: join(inputs.arm!, 'model') } : {}),
  });
  return {
    name: drawnName(`answers of ${name}`, draw, experiment),
    kind: 'answers',
    version: 1,
    parameters: {
      setting: values as Json,
      pins: pinsFor(pins, devices),
      ...startParameters(start),
    },
    inputs: {
      questions,
      editing: sources.editing,
      ...(sources.world ? { world: sources.world } : {}),
      ...startInputs(start),
      ...(arm ? { arm } : {}),
    },
    cores: modelsAtOnce > 1 ? 1 : 2,
    work: { speed: speedOf('answering with', experiment), unit: 'questions', amount },
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        generationCommand(
          plannedSwift(experiment),
          weightsIn(inputs),
          join(logs, 'rows.jsonl'),
          join(logs, 'answers.jsonl'),
          values,
        ),
        settingsFor(experiment, 'infer'),
      ),
    ],
    async run(context) {
      const { inputs } = context;
      const items = await readJsonLines<AnsweredItem>(join(inputs.questions!, 'evaluation.jsonl'));
      const portable = items.map((item) => evaluationRow(item));
      const folders = { ...inputs, ...(sources.evaluation ? { evaluation: sources.evaluation.folder } : {}) };
      const { answers, ...usage } = await trainerPins(context, devices, (environment) =>
        generate(
          {
            ...weightsIn(inputs),
            rows: portable.map((row) => withLocatedAudios(row, folders)),
            values,
            progress: context.progress,
            warn: context.warn,
          },
          processOptions(context, environment, 'swift-infer', devices, commandSettings(values, 'infer')),
        ),
      );
      await writeJsonLines(join(context.folder, 'answers.jsonl'), answers);
      for (const file of ['rows.jsonl', 'kept.jsonl', 'answers.jsonl', 'batch.txt'])
        await rm(join(context.logs, file), { force: true });
      context.note({ usage: usage as unknown as Json, ...rowFacts(portable), ...startFacts(start) });
    },
  };
}
