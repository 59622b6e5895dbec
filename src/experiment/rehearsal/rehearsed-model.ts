import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, parseJson, readText } from '../../core/index.js';
import {
  type AudioFeatures,
  audioFeatures,
  type ModelConfig,
  modelConfig,
  publishedShape,
  type RehearsedModel,
  tinyShape,
} from '../../trainer/index.js';
import type { Experiment } from '../schema.js';
import { existingModel } from '../start-model.js';

/** The model of an experiment before it is loaded. */
export interface ModelFacts {
  name: string;
  /** where its shape is known from */
  shape: string;
  config: ModelConfig;
  /** of the features that the encoder hears, e.g. 100 */
  framesPerSecond: number;
  model: RehearsedModel;
}

/**
 * The shape of an experiment's model: of a folder, of data-manifests/models, or of a tiny model that is not built yet.
 * @throws AccError 'trainer/model-unknown'
 */
export async function rehearsedModel(experiment: Experiment): Promise<ModelFacts> {
  const { model } = experiment;
  if ('tiny' in model) {
    const { config, features, specialTokens } = tinyShape(model.tiny);
    const known = { config, framesPerSecond: frameRate(features), model: { config, features, specialTokens } };
    return { name: 'the tiny model', shape: '"model.tiny" of the experiment', ...known };
  }
  const { name, path } = (await existingModel(experiment, { planning: true }))!;
  const file = join(path, 'config.json');
  if (existsSync(file)) {
    const config = modelConfig(await json(file), file);
    const features = join(path, 'preprocessor_config.json');
    const framesPerSecond = frameRate(audioFeatures(await json(features), features));
    return { name, shape: file, config, framesPerSecond, model: { folder: path } };
  }
  const published = publishedShape(name);
  if (!published)
    throw new AccError('trainer/model-unknown', {
      message: `the shape of the model ${name} is not known: it is not on this machine, and data-manifests/models does not have it`,
      hint: 'set model.path.value to the folder of the model, or describe it in data-manifests/models',
    });
  const { config, features, specialTokens, origin } = published;
  const known = { config, framesPerSecond: frameRate(features), model: { config, features, specialTokens } };
  return { name, shape: origin, ...known };
}

function frameRate({ sampling_rate, hop_length }: AudioFeatures): number {
  return sampling_rate / hop_length;
}

async function json(file: string): Promise<unknown> {
  return parseJson(await readText(file), file, 'trainer/model-unknown');
}
