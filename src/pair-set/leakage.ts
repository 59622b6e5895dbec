import { normalCaption } from '../captioning/index.js';
import { AccError, sha256File } from '../core/index.js';
import type { CaptionItem } from '../corpus/index.js';
import type { EditingPair, Recipe } from '../editing/index.js';

/** The parts of a set that the leakage check compares. */
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
  /**
   * evaluation captions that occur in training word for word after tokenisation; as common short captions do, they are
   * counted and not an error
   */
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

/** What both sets share, without an error: the paper itself says that its sets may overlap. */
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

/**
 * The leakage set of rendered pairs: ids of base clips, hashes of clips and of their base clips, and caption(x) once
 * per base clip.
 */
export function leakageOfPairs(pairs: readonly EditingPair[], recipes: readonly Recipe[]): LeakageSet {
  const bases = new Map(pairs.map(({ base }) => [base.id, base.caption]));
  const used = recipes.filter((recipe) => bases.has(recipe.base.id));
  const hashes = new Set(used.flatMap((recipe) => [recipe.sha256, recipe.base.sha256]));
  return { ids: [...bases.keys()], hashes: [...hashes], captions: [...bases.values()] };
}

/** The leakage set of evaluation items: hashes every audio file. */
export async function leakageOfItems(items: readonly CaptionItem[]): Promise<LeakageSet> {
  const hashes: string[] = [];
  for (const { audio } of items) hashes.push(await sha256File(audio));
  return { ids: items.map(({ id }) => id), hashes, captions: items.flatMap(({ references }) => references) };
}

/**
 * AudioCaps has one clip per video, whose excerpt an id may state in several ways: `--0PQM4-hqg_30`,
 * `--0PQM4-hqg_30000_40000`, `Y--0PQM4-hqg`.
 */
function clipKey(id: string): string {
  return /^Y?([\w-]{11})(?:_\d+){1,2}$/.exec(id)?.[1] ?? /^Y([\w-]{11})$/.exec(id)?.[1] ?? id;
}

function common(train: string[], evaluation: string[]): string[] {
  const known = new Set(train);
  return [...new Set(evaluation)].filter((value) => known.has(value));
}
