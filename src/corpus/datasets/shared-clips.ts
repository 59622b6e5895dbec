import { clipName } from './clip-name.js';
import { datasetNames, readManifest } from './manifest.js';
import type { DatasetManifest } from './types.js';

/** A clip as a list names it. */
export interface ClipName {
  id: string;
  /** the dataset of the clip, if known: the name of its reader, which all editions of a dataset share */
  dataset?: string | undefined;
}

/**
 * The clips of an evaluation set that training contains as well. Ids are compared as they are, without the extension of a
 * sound file; ids of a dataset also by its own rule (`clipIds` of its manifest). A clip of unknown origin matches a
 * clip of a dataset if it is called as that dataset's files are; two clips of unknown origin are never compared by a rule.
 * @returns ids of `evaluation`, each once
 */
export function sharedClips(train: readonly ClipName[], evaluation: readonly ClipName[]): string[] {
  const rules = clipRules();
  const trained = train.map((clip) => namesOf(clip, rules));
  const sure = new Set(trained.flatMap(({ own }) => own));
  const possible = new Set(trained.flatMap(({ foreign }) => foreign));
  const isShared = (clip: ClipName): boolean => {
    const { own, foreign } = namesOf(clip, rules);
    return own.some((name) => sure.has(name) || possible.has(name)) || foreign.some((name) => sure.has(name));
  };
  return [...new Set(evaluation.filter(isShared).map(({ id }) => id))];
}

/** The rule of each dataset that has one. */
type Rules = ReadonlyMap<string, DatasetManifest['clipIds']>;

function clipRules(): Rules {
  const manifests = datasetNames().map((name) => readManifest(name));
  return new Map(manifests.flatMap(({ adapter, clipIds }) => (clipIds.length > 0 ? [[adapter, clipIds]] : [])));
}

/** `own`: the names of the clip; `foreign`: those that it would have in each dataset that it might be from. */
function namesOf({ id, dataset }: ClipName, rules: Rules): { own: string[]; foreign: string[] } {
  const plain = withoutExtension(id);
  const nameIn = (name: string): string => `${name}\n${clipName(plain, rules.get(name)!)}`;
  if (dataset === undefined) return { own: [plain], foreign: [...rules.keys()].map(nameIn) };
  return { own: rules.has(dataset) ? [plain, nameIn(dataset)] : [plain], foreign: [] };
}

/** `rain.wav` and `rain` are one clip; names are compared in Unicode's composed form, as file systems differ. */
function withoutExtension(id: string): string {
  return id
    .trim()
    .normalize('NFC')
    .replace(/\.(wav|flac|mp3|ogg|opus|m4a|aac|aiff?|au|webm)$/i, '');
}
