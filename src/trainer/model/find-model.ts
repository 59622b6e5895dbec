import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AccError, cachedSnapshot, huggingFaceCache, type Snapshot } from '../../core/index.js';
import { checkModel } from './check-model.js';
import { modelScopeCache, modelScopeFolder } from './model-scope-cache.js';

/** Where models are published. */
export type Hub = 'Hugging Face' | 'ModelScope';

/** A model on this machine whose files were checked. */
export interface FoundModel {
  /** as the experiment names it: a name on a hub, or a folder */
  name: string;
  folder: string;
  source: 'folder' | 'Hugging Face cache' | 'ModelScope cache';
  /** the commit of the Hugging Face Hub; null elsewhere */
  revision: string | null;
  /** of the weights */
  bytes: number;
}

/**
 * Finds a model on this machine, without the network: a folder, else the user's caches of the hubs.
 * @param name absolute folder, or "owner/name" on a hub
 * @returns undefined if it is in no cache
 * @throws AccError 'trainer/no-model' for a folder that does not exist, 'trainer/model-damaged'
 */
export async function findModel(name: string): Promise<FoundModel | undefined> {
  if (isAbsolute(name)) return inFolder(name);
  let damage: unknown;
  for (const [source, place] of [
    ['Hugging Face cache', await cachedSnapshot(name)],
    ['ModelScope cache', modelScopeFolder(name)],
  ] as const) {
    if (!place) continue;
    try {
      return await checked(name, source, place);
    } catch (error) {
      damage ??= error; // the other cache may hold all of it
    }
  }
  if (damage) throw damage;
  return undefined;
}

/**
 * As findModel, for a model that must be there.
 * @param hub that a missing model comes from: "acc run" downloads from the Hugging Face Hub alone
 * @throws AccError 'trainer/no-model' with the caches where it was searched; what findModel throws
 */
export async function requireModel(name: string, hub: Hub = 'Hugging Face'): Promise<FoundModel> {
  const found = await findModel(name);
  if (found) return found;
  throw new AccError('trainer/no-model', {
    message: `the model ${name} is in no cache of this machine: neither ${huggingFaceCache()} nor ${modelScopeCache()}`,
    hint: `${howToGet(name, hub)}, or --set model.path=FOLDER (./FOLDER if relative)`,
  });
}

function howToGet(name: string, hub: Hub): string {
  if (isOffline())
    return 'HF_HUB_OFFLINE is set: unset it, or copy a cache that has the model and name it with HF_HOME';
  if (hub === 'Hugging Face') return `"acc run" says how large it is and downloads it; or "hf download ${name}"`;
  return `with use_hf=false nothing is downloaded by the kit: "modelscope download --model ${name}", or --set swift.common.use_hf=true`;
}

/** Whether the user forbids the Hugging Face libraries to use the network. */
export function isOffline(): boolean {
  const { HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE } = process.env;
  return [HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE].some((value) => /^(1|on|yes|true)$/i.test(value ?? ''));
}

async function inFolder(folder: string): Promise<FoundModel> {
  if (existsSync(folder)) return checked(folder, 'folder', { folder });
  throw new AccError('trainer/no-model', { message: `the model's folder ${folder} does not exist`, file: folder });
}

async function checked(
  name: string,
  source: FoundModel['source'],
  { folder, revision = null }: { folder: string; revision?: Snapshot['revision'] | null },
): Promise<FoundModel> {
  return { name, folder, source, revision, bytes: await checkModel(folder) };
}
