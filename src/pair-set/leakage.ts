import { captionCopies } from '../captioning/index.js';
import { AccError, sha256File } from '../core/index.js';
import { type ClipName, sharedClips } from '../corpus/datasets/index.js';
import type { CaptionItem } from '../corpus/index.js';
import type { EditingPair, Recipe } from '../editing/index.js';

/** The parts of a set that the leakage check compares. */
export interface LeakageSet {
  /** base clips or items */
  clips: ClipName[];
  /** SHA-256 of audio files */
  hashes: string[];
  /** every caption and reference of the set, repeats included */
  captions: string[];
}

/** What evaluation shares with training. */
export interface LeakageReport {
  /** of evaluation clips that are training clips, see sharedClips */
  ids: string[];
  hashes: string[];
  /**
   * evaluation captions that training contains word for word, and that are near copies of a training caption (see
   * captionCopies); as common short captions do, they are counted and not an error
   */
  captions: { verbatim: number; near: number; total: number };
}

/**
 * Asserts that an evaluation set shares no clip with training.
 * @returns the report; its ids and hashes are empty
 * @throws AccError 'pair-set/leakage' if a base clip's id or a file's hash is in both
 */
export function checkLeakage(train: LeakageSet, evaluation: LeakageSet): LeakageReport {
  const report = leakageReport(train, evaluation);
  const { ids, hashes } = report;
  if (ids.length + hashes.length > 0)
    throw new AccError('pair-set/leakage', {
      message: `evaluation shares ${ids.length} clip ids and ${hashes.length} audio files with training`,
      hint: `among them ${[...ids, ...hashes].slice(0, 3).join(', ')}`,
    });
  return report;
}

/** What both sets share, without an error: the paper itself says that its sets may overlap. */
export function leakageReport(train: LeakageSet, evaluation: LeakageSet): LeakageReport {
  const copies = captionCopies(train.captions, evaluation.captions);
  return {
    ids: sharedClips(train.clips, evaluation.clips),
    hashes: common(train.hashes, evaluation.hashes),
    captions: {
      verbatim: copies.filter((copy) => copy === 'same').length,
      near: copies.filter((copy) => copy === 'near').length,
      total: copies.length,
    },
  };
}

/**
 * The leakage set of rendered pairs: ids of base clips, hashes of clips and of their base clips, and caption(x) once
 * per base clip.
 */
export function leakageOfPairs(pairs: readonly EditingPair[], recipes: readonly Recipe[]): LeakageSet {
  const bases = new Map(pairs.map(({ base }) => [base.id, base.caption]));
  const used = recipes.filter((recipe) => bases.has(recipe.base.id));
  const hashes = new Set(used.flatMap((recipe) => [recipe.sha256, recipe.base.sha256]));
  return { clips: Array.from(bases.keys(), (id) => ({ id })), hashes: [...hashes], captions: [...bases.values()] };
}

/** The leakage set of evaluation items: hashes every audio file. */
export async function leakageOfItems(items: readonly (CaptionItem & ClipName)[]): Promise<LeakageSet> {
  const hashes: string[] = [];
  for (const { audio } of items) hashes.push(await sha256File(audio));
  const clips = items.map(({ id, dataset }) => ({ id, dataset }));
  return { clips, hashes, captions: items.flatMap(({ references }) => references) };
}

function common(train: string[], evaluation: string[]): string[] {
  const known = new Set(train);
  return [...new Set(evaluation)].filter((value) => known.has(value));
}
