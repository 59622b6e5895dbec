import { AccError, huggingFaceCache, inUnits } from '../../../core/index.js';
import { loadExperiment } from '../../../experiment/index.js';
import {
  type FoundModel,
  findModel,
  isOffline,
  modelScopeCache,
  modelVerification,
  type Verification,
} from '../../../trainer/index.js';
import { freeBytes } from './disk.js';
import type { Finding } from './finding.js';

/** A 7B model in 16 bits: 16.8 GB, and some for the rest. */
const modelBytes = 18e9;

/** Checks the caches of the hubs: where they are, whether they hold the model of paper-4090, and whether it may be downloaded. */
export async function checkModel(): Promise<Finding[]> {
  const { model } = await loadExperiment('paper-4090', []);
  const name = 'path' in model ? String(model.path.value) : '';
  const offline = isOffline();
  const caches = `Hugging Face ${huggingFaceCache()}, ModelScope ${modelScopeCache()}`;
  return [
    { name: 'model caches', state: 'ok', found: caches },
    await baseModel(name, offline),
    {
      name: 'offline mode',
      state: 'ok',
      found: offline ? 'on: no model is downloaded' : 'off: a missing model is downloaded',
    },
  ];
}

async function baseModel(model: string, offline: boolean): Promise<Finding> {
  const name = 'base model';
  try {
    const found = await findModel(model);
    if (found) return { name, state: 'ok', found: foundText(found, await modelVerification(found.folder)) };
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    return { name, state: 'warn', found: error.message, remedy: error.hint ?? '' };
  }
  const missing = `${model} is in neither cache; only paper-4090 needs it`;
  const free = await freeBytes(huggingFaceCache());
  if (offline)
    return { name, state: 'warn', found: missing, remedy: 'unset HF_HUB_OFFLINE, or copy a cache that has it' };
  if (free >= modelBytes) return { name, state: 'ok', found: `${missing}, and "acc run" downloads it` };
  const remedy = `it takes ${inUnits(modelBytes)}, and ${inUnits(free)} are free: name another disk with HF_HOME`;
  return { name, state: 'warn', found: missing, remedy };
}

function foundText({ name, source, revision, bytes }: FoundModel, { state }: Verification): string {
  const compared = {
    verified: 'files have their published hashes',
    unverified: '"acc run" compares its files with their published hashes',
    'no hashes': 'no published hashes are known',
  }[state];
  const commit = revision ? `revision ${revision.slice(0, 12)}, ` : '';
  return `${name} in the ${source}, ${commit}weights of ${inUnits(bytes)}, ${compared}`;
}
