import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, readJsonLines, type TrainingRow } from '../../core/index.js';
import type { Draw } from '../../results/index.js';
import type { Json, Stage } from '../../stage/index.js';
import type { TargetRow } from '../../targets/index.js';
import { pinsFor, train, trainingCommand } from '../../trainer/index.js';
import { chosenRows, rowChoice } from '../arm-rows.js';
import type { Arm } from '../arm-schema.js';
import { drawnName } from '../draws.js';
import { withLocatedAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
import { type Sources, trainingFingerprints, trainingFolders, trainingInputs } from '../sources.js';
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
  trainedRemark,
  trainerPins,
} from '../swift.js';
import { speedOf, trainingWork } from '../work.js';

/** The inputs of an arm's training. */
export interface ArmInputs {
  draw: Draw;
  /** by training task */
  targets: Readonly<Record<string, Stage>>;
  sources: Sources;
  start: StartModel;
  pins: string[];
  /** number of training rows, if known */
  rows: number | undefined;
}

/** Fine-tunes one arm from the base through `swift sft`. */
export function armStage(experiment: Experiment, name: string, arm: Arm, given: ArmInputs): Stage {
  const { draw, sources, start, pins } = given;
  const training = { arm, seed: draw.arm! };
  const values = settingsOf(experiment, 'arm', training);
  const settings = commandSettings(values, 'arm', { name, swift: arm.swift });
  const { devices, modelsAtOnce } = experiment;
  // the split policy decides the inputs: an arm that states the policy of the experiment is the same arm
  const { split: _, ...data } = arm.data;
  const targets = Object.fromEntries(arm.tasks.map((task) => [`targets ${task}`, given.targets[task]!]));
  const audio = arm.tasks.map((task) => trainingInputs(task, experiment, sources));
  const folders = arm.tasks.map((task) => trainingFingerprints(task, experiment, sources));
  return {
    name: drawnName(`arm ${name}`, draw, experiment),
    kind: 'arm',
    version: 2,
    parameters: {
      tasks: arm.tasks,
      ...(Object.keys(data).length > 0 ? { data: { ...data, seed: experiment.seed } as Json } : {}),
      setting: values as Json,
      pins: pinsFor(pins, devices),
      folder: Object.assign({}, ...folders) as Json,
      ...startParameters(start),
    },
    inputs: { ...targets, ...Object.assign({}, ...audio), ...startInputs(start) },
    cores: modelsAtOnce > 1 ? 1 : 2,
    gpus: gpusOf(experiment),
    work: trainingWork(speedOf('fine-tuning', experiment), values, given.rows),
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        trainingCommand(
          plannedSwift(experiment),
          startPath(start, inputs),
          join(logs, 'rows.jsonl'),
          join(logs, 'swift'),
          values,
        ),
        settingsFor(experiment, 'arm', training),
        trainedRemark(experiment, values),
      ),
    ],
    async run(context) {
      const located = trainingFolders(context.inputs, sources);
      const portable: TrainingRow[] = [];
      // rows of two tasks may have the same id; training needs no ids
      for (const task of arm.tasks) {
        const all = await readJsonLines<TargetRow>(join(context.inputs[`targets ${task}`]!, 'rows.jsonl'));
        for (const row of chosenRows(all, rowChoice(task, arm.data, experiment.seed)))
          portable.push({ messages: row.messages, audios: row.audios });
      }
      if (portable.length === 0) noRows(name);
      const rows = portable.map((row) => withLocatedAudios(row, located));
      const model = startPath(start, context.inputs);
      const usage = await trainerPins(context, devices, (environment) => {
        const options = processOptions(context, environment, 'swift-sft', devices, settings);
        return train({ model, rows, values, ...context }, options);
      });
      await rm(join(context.logs, 'rows.jsonl'));
      context.note({ usage: usage as unknown as Json, ...rowFacts(portable), ...startFacts(start) });
    },
  };
}

function noRows(arm: string): never {
  throw new AccError('experiment/no-rows', {
    message: `the arm ${arm} has no training row`,
    hint: 'take more of its data: see data.operations, data.fraction and data.weights of the arm',
  });
}
