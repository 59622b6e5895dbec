import { existsSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import {
  AccError,
  canonicalJson,
  claimFolder,
  type Progress,
  readNumberedRows,
  sha256,
  sha256File,
  writeAtomic,
} from '../../core/index.js';
import type { EditingPair } from '../../editing/index.js';
import { axisReport, type FilterReport, typeReport } from './filter-report.js';
import { readScores } from './scores.js';
import { type Selection, select } from './select.js';
import { type Reduction, tripleScores } from './triple-scores.js';
import { writeKept } from './write-kept.js';

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
  onProgress?: (progress: Progress) => void;
}

/** Raised when a number of the report changes, so that a report of an earlier version is not taken for this one's. */
const reportVersion = 2;

/** Files of the new set beside its report. */
const files = ['pairs.jsonl', 'recipes.jsonl'];

/**
 * Selects the triples of a built set with the best scores: whole triples, as a selection of single pairs would leave
 * add pairs without their delete pairs. The new folder contains pairs.jsonl, recipes.jsonl and filter.json; its clips
 * are those of the set, which is not changed.
 * @throws 'pair-set/scores', 'pair-set/nothing-kept', 'pair-set/pair-count', 'pair-set/bad-pair' before anything is
 * written; 'core/folder-taken' for a folder that contains something else, or is the set itself; 'core/interrupted',
 * which leaves no file
 */
export async function filterSet(options: FilterOptions): Promise<FilterReport> {
  const { folder, selection, reduce = 'mean' } = options;
  const out = resolve(options.out);
  const set = join(folder, 'pairs.jsonl');
  assertFolders(folder, set, out);
  const scores = await readScores(options.scores);
  const tick = ticker(options, scores.rows.size, existsSync(join(folder, 'recipes.jsonl')));
  const types = new Map<string, string[]>();
  const triples = await tripleScores(pairsOf(set, types, tick), scores, { reduce, set });
  const kept = select(triples, selection);
  const request = {
    set: { folder: relative(out, resolve(folder)), sha256: await sha256File(set) },
    scores: { file: relative(out, resolve(options.scores)), sha256: scores.sha256 },
    selection,
    reduce,
  };
  const key = sha256(canonicalJson({ ...request, reportVersion }));
  const finished = await claimFolder<FilterReport>(out, { report: 'filter.json', key, ours: [], last: files });
  if (finished) return finished;
  try {
    const written = await writeKept({ folder, out, tick }, kept);
    const report: FilterReport = {
      key,
      request,
      triples: { all: triples.byTriple.size, kept: kept.size },
      pairs: { all: triples.pairs, kept: written.pairs },
      clips: written.clips,
      axes: axisReport(triples, kept),
      types: typeReport(types, kept),
    };
    await writeAtomic(join(out, 'filter.json'), `${JSON.stringify(report, null, 1)}\n`);
    return report;
  } catch (error) {
    for (const name of files) await rm(join(out, name), { force: true });
    throw error;
  }
}

function assertFolders(folder: string, set: string, out: string): void {
  if (!existsSync(set))
    throw new AccError('core/file-missing', {
      message: `${folder} contains no pairs.jsonl`,
      file: set,
      hint: 'name a folder that "acc data build" or "acc data filter" has written',
    });
  if (existsSync(out) && realpathSync(out) === realpathSync(folder))
    throw new AccError('core/folder-taken', {
      message: `the output folder ${folder} is the set itself`,
      file: out,
      hint: 'choose a new folder',
    });
}

/**
 * Checks the signal and reports the progress, line by line: pairs are read twice, recipes once, at most three per
 * triple.
 */
function ticker({ signal, onProgress }: FilterOptions, pairs: number, hasRecipes: boolean): () => void {
  const total = 2 * pairs + (hasRecipes ? pairs / 2 : 0);
  let done = 0;
  return () => {
    if (signal?.aborted) throw new AccError('core/interrupted', { message: 'filtering was stopped' });
    onProgress?.({ done: Math.min(++done, total), total, note: 'pairs' });
  };
}

/** The pairs of a set; also records the two event types of each triple. */
async function* pairsOf(file: string, types: Map<string, string[]>, tick: () => void): AsyncGenerator<EditingPair> {
  for await (const { line, row } of readNumberedRows<EditingPair>(file)) {
    tick();
    if (typeof row?.id !== 'string' || typeof row.triple !== 'string' || !Array.isArray(row.events))
      throw new AccError('pair-set/bad-pair', { message: `line ${line} is not an editing pair`, file, line });
    if (row.operation === 'replace')
      types.set(
        row.triple,
        row.events.map(({ type }) => type),
      );
    yield row;
  }
}
