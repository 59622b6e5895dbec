import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readWorld } from '../../corpus/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { buildModel, type TinyModel, train, trainingCommand } from '../../trainer/index.js';
import type { Experiment } from '../schema.js';
import { plannedCommand, processOptions, settingsFor, settingsOf, trainerPins } from '../swift.js';
import { speedOf, trainingWork } from '../work.js';

/** Builds the untrained tiny Qwen2-Audio with a tokenizer for the world's sentences. */
export function modelStage(model: TinyModel, world: Stage, pins: string[]): Stage {
  return {
    name: 'untrained model',
    kind: 'model',
    version: 1,
    parameters: { model: model as unknown as Json, pins },
    inputs: { world },
    cores: 1,
    work: { speed: 'building the tiny model', unit: 'models', amount: 1 },
    async run(context) {
      const { usage } = await trainerPins(context, async (environment) => {
        const options = processOptions(context, environment, 'build-model', '');
        return { usage: await buildModel(model, join(context.inputs.world!, 'texts.json'), context.folder, options) };
      });
      context.note({ usage: usage as unknown as Json });
    },
  };
}

/** Trains the base, which is the model before fine-tuning, "Ori", on the world's pre-training rows. */
export function baseStage(experiment: Experiment, model: Stage, world: Stage, pins: string[]): Stage {
  const values = settingsOf(experiment, 'base');
  return {
    name: 'base model',
    kind: 'base',
    version: 1,
    parameters: { setting: values as Json, pins },
    inputs: { model, world },
    cores: Number(values.dataloader_num_workers) > 0 ? 2 : 1,
    work: trainingWork(speedOf('training', experiment), values, undefined),
    commands: ({ logs, inputs }) => [
      plannedCommand(
        experiment,
        trainingCommand('swift', inputs.model!, join(logs, 'rows.jsonl'), join(logs, 'swift'), values),
        settingsFor(experiment, 'base'),
      ),
    ],
    async run(context) {
      const { pretraining } = await readWorld(context.inputs.world!);
      const { usage } = await trainerPins(context, async (environment) => {
        const options = processOptions(context, environment, 'swift-sft', experiment.devices);
        const rows = pretraining;
        const { folder, progress } = context;
        return { usage: await train({ model: context.inputs.model!, rows, values, folder, progress }, options) };
      });
      await rm(join(context.logs, 'rows.jsonl'));
      context.note({ usage: usage as unknown as Json });
    },
  };
}
