import { isAbsolute } from 'node:path';
import { AccError, huggingFaceCache, inUnits } from '../../core/index.js';
import { type Experiment, experimentStages } from '../../experiment/index.js';
import { downloadModel, isOffline, modelSize, requireEnvironment } from '../../trainer/index.js';
import type { CommandContext } from '../context.js';

/**
 * Downloads the model of an experiment if this machine lacks it, or has a part of it, and the network is allowed; says how large it is first.
 * Nothing is downloaded where the experiment lacks something else.
 */
export async function ensureModel(experiment: Experiment, { log, signal }: CommandContext): Promise<void> {
  const { model, swift } = experiment;
  if (!('path' in model) || swift.common.use_hf?.value !== true || isOffline()) return;
  const name = String(model.path.value);
  try {
    await experimentStages(experiment);
  } catch (error) {
    if (!lacksModel(error) || isAbsolute(name)) throw error;
    const download = { environment: await requireEnvironment(), signal };
    const bytes = await modelSize(name, download);
    const size = bytes === undefined ? 'size unknown' : inUnits(bytes);
    log(`the model ${name} is not on this machine: downloading it (${size}) into ${huggingFaceCache()}`);
    await downloadModel(name, bytes, download);
  }
}

function lacksModel(error: unknown): boolean {
  return error instanceof AccError && ['trainer/no-model', 'trainer/model-damaged'].includes(error.code);
}
