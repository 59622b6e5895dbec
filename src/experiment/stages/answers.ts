import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines, type TrainingRow, writeJsonLines } from '../../core/index.js';
import type { Draw } from '../../results/index.js';
import { type Json, partsFolder, type Stage, type StageContext } from '../../stage/index.js';
import { type Answer, generate, generationCommand, pinsFor, rowsOfPart } from '../../trainer/index.js';
import { drawnName } from '../draws.js';
import { type AnsweredItem, evaluationRow } from '../evaluation/index.js';
import { withLocatedAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
import type { Sources } from '../sources.js';
import { type StartModel, startFacts, startInputs, startParameters, startPath } from '../start-model.js';
import {
  commandSettings,
  gpusOf,
  plannedCommand,
  plannedSwift,
  processOptions,
  rowFacts,
  settingsFor,
  settingsOf,
  trainerPins,
} from '../swift.js';
import { speedOf } from '../work.js';
import { answeredParts, answerPart } from './answer-parts.js';

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
  /** with portable paths */
  const rowsIn = async ({ inputs }: StageContext): Promise<TrainingRow[]> =>
    (await readJsonLines<AnsweredItem>(join(inputs.questions!, 'evaluation.jsonl'))).map(evaluationRow);
  const ask = (
    context: StageContext,
    portable: TrainingRow[],
    finished: Answer[] = [],
  ): ReturnType<typeof generate> => {
    const folders = { ...context.inputs, ...(sources.evaluation ? { evaluation: sources.evaluation.folder } : {}) };
    const rows = portable.map((row) => withLocatedAudios(row, folders));
    const { progress, warn } = context;
    return trainerPins(context, devices, (environment) =>
      generate(
        { ...weightsIn(context.inputs), rows, finished, values, progress, warn },
        processOptions(context, environment, 'swift-infer', devices, commandSettings(values, 'infer')),
      ),
    );
  };
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
    gpus: gpusOf(experiment),
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
    part: (context, { index, of }) =>
      answerPart(context.logs, async () => ask(context, rowsOfPart(await rowsIn(context), values, index, of))),
    async run(context) {
      const portable = await rowsIn(context);
      const { finished, usage: parts } = await answeredParts(context.logs);
      const { answers, ...usage } = await ask(context, portable, finished);
      await writeJsonLines(join(context.folder, 'answers.jsonl'), answers);
      for (const file of ['rows.jsonl', 'kept.jsonl', 'answers.jsonl', 'batch.txt'])
        await rm(join(context.logs, file), { force: true });
      await rm(partsFolder(context.logs), { recursive: true, force: true });
      context.note({
        usage: usage as unknown as Json,
        ...(parts.length > 0 ? { parts: parts as unknown as Json } : {}),
        ...rowFacts(portable),
        ...startFacts(start),
      });
    },
  };
}
