import { isAbsolute } from 'node:path';
import { AccError, huggingFaceCache, inUnits } from '../../core/index.js';
import { type Experiment, experimentStages } from '../../experiment/index.js';
import {
  downloadModel,
  type FoundModel,
  isOffline,
  modelSize,
  modelVerification,
  requireEnvironment,
  requireModel,
  verifyModel,
} from '../../trainer/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';

/**
 * Downloads the model of an experiment if this machine lacks it, or has a part of it, and the network is allowed; says how large it is first.
 * Nothing is downloaded where the experiment lacks something else. Then compares its files with their published hashes, once.
 */
export async function ensureModel(experiment: Experiment, context: CommandContext): Promise<void> {
  const { model, swift } = experiment;
  if (!('path' in model)) return;
  const name = String(model.path.value);
  try {
    await experimentStages(experiment);
  } catch (error) {
    const mayDownload = swift.common.use_hf?.value === true && !isOffline() && !isAbsolute(name);
    if (!mayDownload || !lacksModel(error)) throw error;
    await download(name, context);
  }
  await verifyOnce(await requireModel(name), context);
}

async function download(name: string, { log, signal }: CommandContext): Promise<void> {
  const options = { environment: await requireEnvironment(), signal };
  const bytes = await modelSize(name, options);
  const size = bytes === undefined ? 'size unknown' : inUnits(bytes);
  log(`the model ${name} is not on this machine: downloading it (${size}) into ${huggingFaceCache()}`);
  await downloadModel(name, bytes, options);
}

async function verifyOnce({ name, folder }: FoundModel, { log, signal }: CommandContext): Promise<void> {
  const known = await modelVerification(folder);
  if (known.state !== 'unverified') return;
  log(`comparing ${known.files} files of ${name} (${inUnits(known.bytes)}) with their published hashes, once`);
  await verifyModel(folder, { signal, progress: logProgress(log, 'comparing') });
}

function lacksModel(error: unknown): boolean {
  return error instanceof AccError && ['trainer/no-model', 'trainer/model-damaged'].includes(error.code);
}
