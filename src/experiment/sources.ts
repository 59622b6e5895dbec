import { captionTask } from '../catalogue/index.js';
import type { Stage } from '../stage/index.js';
import type { CorpusHeader, PlannedSet } from './evaluation/index.js';
import type { Experiment } from './schema.js';
import type { TrainingPairs } from './training-pairs.js';

/** A user's folder that the experiment reads, with a hash of its content. */
export interface ExternalFolder {
  folder: string;
  fingerprint: string;
}

/** The sources of an experiment's audio. */
export interface Sources {
  editing: Stage;
  world?: Stage | undefined;
  /** the user's folders, which replace the world */
  corpus?: ExternalFolder | undefined;
  evaluation?: ExternalFolder | undefined;
  /** a built set whose pairs replace those of `editing` in training */
  pairs?: TrainingPairs | undefined;
  /** the sets whose clips are trained on too, where the arms are overlapping; `editing` then has their pairs */
  shared?: readonly PlannedSet[] | undefined;
  /** name and origin of the corpus, be it the world or a folder */
  corpusHeader: CorpusHeader;
}

/** Whether a training task uses the clips of the corpus itself. */
export function learnsFromClips(task: string, { targets }: Experiment): boolean {
  return task === captionTask() && targets.ac.value === 'captions';
}

/** The stages with the audio of a training task. */
export function trainingInputs(
  task: string,
  experiment: Experiment,
  { editing, world, corpus, pairs }: Sources,
): Record<string, Stage> {
  if (learnsFromClips(task, experiment)) return !corpus && world ? { world } : {};
  return pairs ? {} : { editing };
}

/** Every folder with training audio, by the name that portable paths begin with. */
export function trainingFolders(
  inputs: Record<string, string>,
  { corpus, evaluation, pairs, shared }: Sources,
): Record<string, string> {
  return {
    ...inputs,
    ...(pairs ? { pairs: pairs.clipsFolder } : {}),
    ...(corpus ? { corpus: corpus.folder } : {}),
    ...(shared && evaluation ? { evaluation: evaluation.folder } : {}),
  };
}

/** The hashes of the user's folders that a training task reads, for the keys of its stages. */
export function trainingFingerprints(task: string, experiment: Experiment, sources: Sources): Record<string, string> {
  const { corpus, pairs } = sources;
  if (learnsFromClips(task, experiment))
    return { ...(corpus ? { corpus: corpus.fingerprint } : {}), ...sharedFingerprints(sources) };
  return pairs ? { pairs: pairs.fingerprint } : {};
}

/** The hashes of the user's folders with clips that training shares. */
export function sharedFingerprints({
  evaluation,
  shared = [],
}: Pick<Sources, 'evaluation' | 'shared'>): Record<string, string> {
  return evaluation && shared.some(({ origin }) => origin === 'folder') ? { evaluation: evaluation.fingerprint } : {};
}
