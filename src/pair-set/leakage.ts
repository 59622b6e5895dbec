import { normalCaption } from '../captioning/index.js';
import { AccError, sha256File } from '../core/index.js';
import type { CaptionItem } from '../corpus/index.js';
import type { EditingPair, Recipe } from '../editing/index.js';

/** What a set is made of, as far as leakage goes. */
export interface LeakageSet {
  /** base clips or items */
  ids: string[];
  /** SHA-256 of audio files */
  hashes: string[];
  /** every caption and reference of the set, repeats included */
  captions: string[];
}

/** What evaluation shares with training. */
export interface LeakageReport {
  ids: string[];
  hashes: string[];
  /** evaluation captions that occur in training word for word, once tokenised; common short captions do, so they are counted and are no error */
  captions: { verbatim: number; total: number };
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

/** What both sets share, without judging it: the paper itself says that its sets may overlap. */
export function leakageReport(train: LeakageSet, evaluation: LeakageSet): LeakageReport {
  const captions = new Set(train.captions.map(normalCaption));
  return {
    ids: common(train.ids.map(clipKey), evaluation.ids.map(clipKey)),
    hashes: common(train.hashes, evaluation.hashes),
    captions: {
      verbatim: evaluation.captions.filter((caption) => captions.has(normalCaption(caption))).length,
      total: evaluation.captions.length,
    },
  };
}

/** The side of rendered pairs: their bases, their clips with the sources of those, and caption(x) once a base. */
export function leakageOfPairs(pairs: readonly EditingPair[], recipes: readonly Recipe[]): LeakageSet {
  const bases = new Map(pairs.map(({ base }) => [base.id, base.caption]));
  const used = recipes.filter((recipe) => bases.has(recipe.base.id));
  const hashes = new Set(used.flatMap((recipe) => [recipe.sha256, recipe.base.sha256]));
  return { ids: [...bases.keys()], hashes: [...hashes], captions: [...bases.values()] };
}

/** The side of an evaluation set: hashes every audio file. */
export async function leakageOfItems(items: readonly CaptionItem[]): Promise<LeakageSet> {
  const hashes: string[] = [];
  for (const { audio } of items) hashes.push(await sha256File(audio));
  return { ids: items.map(({ id }) => id), hashes, captions: items.flatMap(({ references }) => references) };
}

/** Clips of AudioCaps are one video each, whatever part of it a name gives: `--0PQM4-hqg_30`, `--0PQM4-hqg_30000_40000`, `Y--0PQM4-hqg`. */
function clipKey(id: string): string {
  return /^Y?([\w-]{11})(?:_\d+){1,2}$/.exec(id)?.[1] ?? /^Y([\w-]{11})$/.exec(id)?.[1] ?? id;
}

function common(train: string[], evaluation: string[]): string[] {
  const known = new Set(train);
  return [...new Set(evaluation)].filter((value) => known.has(value));
}
