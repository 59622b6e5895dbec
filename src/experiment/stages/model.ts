import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readWorld } from '../../corpus/index.js';
import type { Draw } from '../../results/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { buildModel, pinsFor, type TinyModel, train, trainingCommand } from '../../trainer/index.js';
import { baseSeeds, drawnName } from '../draws.js';
import { withPortableAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
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
import { speedOf, trainingWork } from '../work.js';

/** A base that the kit trains. */
export interface BaseInputs {
  draw: Draw;
  model: Omit<TinyModel, 'seed'>;
  world: Stage;
  pins: string[];
}

/** Builds the untrained tiny Qwen2-Audio with a tokenizer for the world's sentences. */
function modelStage(experiment: Experiment, { draw, world, pins, ...given }: BaseInputs): Stage {
  const model: TinyModel = { ...given.model, seed: baseSeeds(draw.base!).weights };
  return {
    name: drawnName('untrained model', draw, experiment),
    kind: 'model',
    version: 1,
    parameters: { model: model as unknown as Json, pins: pinsFor(pins, '') },
    inputs: { world },
    cores: 1,
    work: { speed: 'building the tiny model', unit: 'models', amount: 1 },
    async run(context) {
      const { usage } = await trainerPins(context, '', async (environment) => {
        const options = processOptions(context, environment, 'build-model', '');
        return { usage: await buildModel(model, join(context.inputs.world!, 'texts.json'), context.folder, options) };
      });
      context.note({ usage: usage as unknown as Json });
    },
  };
}

/** Trains the base, which is the model before fine-tuning, "Ori", on the world's pre-training rows. */
export function baseStage(experiment: Experiment, given: BaseInputs): Stage {
  const { draw, world, pins } = given;
  const training = { seed: baseSeeds(draw.base!).training };
  const values = settingsOf(experiment, 'base', training);
  const settings = commandSettings(values, 'base');
  return {
    name: drawnName('base model', draw, experiment),
    kind: 'base',
    version: 1,
    parameters: { setting: values as Json, pins: pinsFor(pins, experiment.devices) },
    inputs: { model: modelStage(experiment, given), world },
    cores: Number(values.dataloader_num_workers) > 0 ? 2 : 1,
    gpus: gpusOf(experiment),
    work: trainingWork(speedOf('training', experiment), values, undefined),
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        trainingCommand(plannedSwift(experiment), inputs.model!, join(logs, 'rows.jsonl'), join(logs, 'swift'), values),
        settingsFor(experiment, 'base', training),
      ),
    ],
    async run(context) {
      const world = context.inputs.world!;
      const { pretraining } = await readWorld(world);
      const portable = pretraining.map((row) => withPortableAudios(row, { world }));
      const { usage } = await trainerPins(context, experiment.devices, async (environment) => {
        const options = processOptions(context, environment, 'swift-sft', experiment.devices, settings);
        const training = { model: context.inputs.model!, rows: pretraining, values, ...context };
        return { usage: await train(training, options) };
      });
      await rm(join(context.logs, 'rows.jsonl'));
      context.note({ usage: usage as unknown as Json, ...rowFacts(portable) });
    },
  };
}
