import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import {
  AccError,
  canonicalJson,
  claimFolder,
  readRows,
  sha256,
  sha256File,
  writeAtomic,
  writeLines,
} from '../../core/index.js';
import type { EditingPair, PairSide, Recipe } from '../types.js';
import { readScores } from './scores.js';
import { type Selection, select } from './select.js';
import { type Reduction, type TripleScores, tripleScores } from './triple-scores.js';

export interface FilterOptions {
  /** a built set */
  folder: string;
  /** CSV or JSONL, see readScores */
  scores: string;
  /** the folder of the new set */
  out: string;
  selection: Selection;
  reduce?: Reduction;
  signal?: AbortSignal | undefined;
  onProgress?: (progress: { done: number; total: number; note: string }) => void;
}

export interface FilterReport {
  /** hash of the request */
  key: string;
  /** files are relative to the new folder */
  request: {
    set: { folder: string; sha256: string };
    scores: { file: string; sha256: string };
    selection: Selection;
    reduce: Reduction;
  };
  triples: { all: number; kept: number };
  pairs: { all: number; kept: number };
  clips: number;
  /** how the scores of triples lie, of all and of those kept */
  axes: Record<string, { all: Quartiles; kept: Quartiles }>;
  /** event types that are mixed in, in all triples and in those kept */
  types: { all: number; kept: number };
}

/** Least, quarter, median, three quarters and most. */
export type Quartiles = [number, number, number, number, number];

/**
 * Keeps the better triples of a built set: whole triples, as a choice among single pairs would leave add pairs without their delete pairs. The new
 * folder holds pairs.jsonl, recipes.jsonl and filter.json; its clips are those of the set, which stays as it is.
 * @throws 'editing/scores', 'editing/nothing-kept', 'editing/pair-count' before anything is written; 'editing/other-build' for a folder that
 * holds something else; 'core/interrupted'
 */
export async function filterSet(options: FilterOptions): Promise<FilterReport> {
  const { folder, selection, reduce = 'mean' } = options;
  const out = resolve(options.out);
  const pairsFile = join(folder, 'pairs.jsonl');
  if (!existsSync(pairsFile))
    throw new AccError('core/file-missing', { message: `${folder} holds no pairs.jsonl`, file: pairsFile });
  const scores = await readScores(options.scores);
  const types = new Map<string, string[]>();
  const pairs = typesNoted(watched<EditingPair>(options, 'pairs.jsonl', scores.values.size), types);
  const triples = await tripleScores(pairs, scores, { reduce, file: options.scores });
  const kept = select(triples, selection);
  const request = {
    set: { folder: relative(out, resolve(folder)), sha256: await sha256File(pairsFile) },
    scores: { file: relative(out, resolve(options.scores)), sha256: scores.sha256 },
    selection,
    reduce,
  };
  const key = sha256(canonicalJson(request));
  const claim = { report: 'filter.json', key, ours: ['pairs.jsonl', 'recipes.jsonl'] };
  const finished = await claimFolder<FilterReport>(out, claim);
  if (finished) return finished;
  const written = await writeKept(options, kept, triples.pairs);
  const report: FilterReport = {
    key,
    request,
    triples: { all: triples.byTriple.size, kept: kept.size },
    pairs: { all: triples.pairs, kept: written.pairs },
    clips: written.clips,
    axes: axisReport(triples, kept),
    types: { all: typesOf(types, triples.byTriple.keys()), kept: typesOf(types, kept) },
  };
  await writeAtomic(join(out, 'filter.json'), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

/** The rows of a file of the set, with an eye on the signal. */
async function* watched<T>(
  { folder, signal, onProgress }: FilterOptions,
  file: string,
  total: number,
): AsyncGenerator<T> {
  let done = 0;
  for await (const row of readRows<T>(join(folder, file))) {
    if (signal?.aborted) throw new AccError('core/interrupted', { message: 'filtering was stopped' });
    onProgress?.({ done, total: Math.max(total, ++done), note: file });
    yield row;
  }
}

/** Notes the two event types of each triple on the way. */
async function* typesNoted(
  pairs: AsyncIterable<EditingPair>,
  types: Map<string, string[]>,
): AsyncGenerator<EditingPair> {
  for await (const pair of pairs) {
    if (pair.operation === 'replace')
      types.set(
        pair.triple,
        pair.events.map(({ type }) => type),
      );
    yield pair;
  }
}

/** Writes the pairs of the kept triples and the recipes of their clips, with paths from the new folder. */
async function writeKept(
  options: FilterOptions,
  kept: ReadonlySet<string>,
  total: number,
): Promise<{ pairs: number; clips: number }> {
  const { folder, out } = options;
  const moved = (path: string): string => (path === '' ? '' : relative(resolve(out), resolve(folder, path)));
  const side = (given: PairSide): PairSide => ({ ...given, audio: moved(given.audio) });
  const clips = new Set<string>();
  const pairs = await writeLines(join(out, 'pairs.jsonl'));
  const recipes = await writeLines(join(out, 'recipes.jsonl'));
  try {
    for await (const pair of watched<EditingPair>(options, 'pairs.jsonl', total)) {
      if (!kept.has(pair.triple)) continue;
      for (const { clip } of [pair.pre, pair.post]) clips.add(clip);
      await pairs.write({ ...pair, pre: side(pair.pre), post: side(pair.post) });
    }
    await pairs.close();
    // a set of texts alone has none
    if (existsSync(join(folder, 'recipes.jsonl'))) {
      for await (const recipe of watched<Recipe>(options, 'recipes.jsonl', total))
        if (clips.has(recipe.clip)) await recipes.write({ ...recipe, file: moved(recipe.file) });
      await recipes.close();
    }
  } finally {
    await pairs.discard();
    await recipes.discard();
  }
  return { pairs: pairs.lines(), clips: recipes.lines() };
}

function typesOf(types: ReadonlyMap<string, readonly string[]>, triples: Iterable<string>): number {
  return new Set(Array.from(triples).flatMap((triple) => types.get(triple) ?? [])).size;
}

function axisReport({ axes, byTriple }: TripleScores, kept: Set<string>): FilterReport['axes'] {
  const of = (axis: number, triples: Iterable<string>): Quartiles =>
    quartiles(Array.from(triples, (triple) => byTriple.get(triple)![axis]!));
  return Object.fromEntries(axes.map((name, axis) => [name, { all: of(axis, byTriple.keys()), kept: of(axis, kept) }]));
}

function quartiles(values: number[]): Quartiles {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)];
}
