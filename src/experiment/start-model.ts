import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { Json, Stage } from '../stage/index.js';
import {
  type FoundModel,
  heardSeconds,
  modelVerification,
  publishedShape,
  requireModel,
  type Verification,
} from '../trainer/index.js';
import { folderFingerprint } from './fingerprint.js';
import type { Experiment } from './schema.js';

/** The model that an arm starts from: a base that the kit trains, or a model that exists already. */
export type StartModel = { base: Stage } | { existing: ExistingModel };

/** A model that exists already. */
export interface ExistingModel {
  /** a name on a hub, or a folder */
  name: string;
  /** what `swift` is given: the folder where it was found; the name in a plan that has not found it */
  path: string;
  /** the commit of the Hugging Face Hub, else a hash of the folder's files; in a plan that has not found it, why */
  revision: string;
  /** for the record */
  facts: { [fact: string]: Json };
}

/**
 * The existing model of an experiment, found on this machine with its files checked; undefined for a model that the kit trains.
 * @param options.planning true to plan for a model that is not there, or not all of it
 * @throws AccError 'trainer/no-model', 'trainer/model-damaged'
 */
export async function existingModel(
  { model, swift }: Experiment,
  { planning = false }: { planning?: boolean } = {},
): Promise<ExistingModel | undefined> {
  if (!('path' in model)) return undefined;
  const name = String(model.path.value);
  try {
    return await described(
      await requireModel(name, swift.common.use_hf?.value === true ? 'Hugging Face' : 'ModelScope'),
    );
  } catch (error) {
    if (!planning) throw error;
    return { name, path: name, revision: `missing: ${(error as Error).message}`, facts: {} };
  }
}

/** What the model of an experiment hears of a clip, in seconds; Infinity for a model of which that is not known before it is on this machine. */
export async function heardBy(experiment: Experiment): Promise<number> {
  if ('tiny' in experiment.model) return experiment.model.tiny.audio.seconds;
  const { name, path } = (await existingModel(experiment, { planning: true }))!;
  return existsSync(path)
    ? heardSeconds(path)
    : (publishedShape(name)?.features.chunk_length ?? Number.POSITIVE_INFINITY);
}

/** @param base one that the kit trains @param existing a model that exists already @returns whichever there is */
export function startModel(base: Stage | undefined, existing: ExistingModel | undefined): StartModel {
  return base ? { base } : { existing: existing! };
}

/** What a stage reads of the model. */
export function startInputs(start: StartModel): Record<string, Stage> {
  return 'base' in start ? { base: start.base } : {};
}

/** What goes into the key of a stage for a model that no other stage makes. */
export function startParameters(start: StartModel): { [name: string]: Json } {
  if ('base' in start) return {};
  const { name, revision } = start.existing;
  // of a folder its files count, not its place
  return { model: { name: isAbsolute(name) ? basename(name) : name, revision } };
}

/** The model as `swift` takes it. @param inputs folders of the inputs of the stage */
export function startPath(start: StartModel, inputs: Record<string, string>): string {
  return 'base' in start ? join(inputs.base!, 'model') : start.existing.path;
}

/** Facts about the model for the record of a stage. */
export function startFacts(start: StartModel): Record<string, Json> {
  return 'base' in start ? {} : { model: start.existing.facts };
}

async function described(found: FoundModel): Promise<ExistingModel> {
  const { name, folder, source, bytes } = found;
  const revision = found.revision ?? `files ${await folderFingerprint(folder)}`;
  const content = verifiedText(await modelVerification(folder));
  return { name, path: folder, revision, facts: { name, source, revision, bytes, content } };
}

/** For the record: what the content of the model's files was compared with. */
function verifiedText(found: Verification): string {
  if (found.state === 'verified') return `${found.files} files have their published hashes, compared on ${found.date}`;
  return found.state === 'unverified' ? 'not compared with the published hashes' : 'no published hashes are known';
}
