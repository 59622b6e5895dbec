import { join } from 'node:path';
import { AccError, canonicalJson, makeFolder, removeTemporaryFiles, sha256 } from '../../core/index.js';
import { type EditingPair, type MixOptions, mixVersion, type Triple } from '../../editing/index.js';
import { type Journal, type JournalLine, openJournal } from './journal.js';
import { openManifests, type RenderCounts } from './manifests.js';
import { defaultWorkers, renderInOrder } from './pool.js';
import type { TripleResult, TripleTask } from './render-task.js';

export interface RenderOptions {
  seed: number;
  mix: MixOptions;
  /** a key of instructionTemplates */
  instructionStyle: string;
  /** threads; the files do not depend on it */
  workers?: number;
  /**
   * a triple whose sources are missing, damaged or silent is an error of the whole rendering, or a line in
   * rejected.jsonl
   */
  unusable?: 'error' | 'reject';
  /** rejections of the plan, for rejected.jsonl */
  rejected?: Iterable<object>;
  /** further members written with each pair */
  describe?: (pair: EditingPair) => object;
  signal?: AbortSignal | undefined;
  /** called after every few triples */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Renders triples into clips/*.wav (x, x+a, x+b; an unscaled x is one file for all triples of its base), pairs.jsonl
 * and recipes.jsonl, one recipe per clip, in the order of the plan. A rendering that was interrupted or killed resumes
 * when called again with
 * the same folder, plan and options; the result is the same byte for byte, whatever the number of workers. Memory does not grow with the pairs.
 * @param folder is created if needed
 * @throws 'core/interrupted' on abort; 'editing/…' and 'audio/…' for options and sources that cannot be used
 */
export async function renderTriples(
  folder: string,
  triples: readonly Triple[],
  options: RenderOptions,
): Promise<RenderCounts> {
  const { seed, mix, workers = defaultWorkers, signal, onProgress, unusable = 'error', rejected = [] } = options;
  await makeFolder(join(folder, 'clips'));
  await removeTemporaryFiles(join(folder, 'clips'));
  const journal = await openJournal(folder, planKey(triples, seed, mix));
  const manifests = await openManifests(folder, { ...options, rejected });
  let counts: RenderCounts;
  try {
    let done = 0;
    const known = { count: 0 };
    for await (const results of renderInOrder(
      tasksOf(triples, journal, known),
      { folder, seed, mix },
      { workers, signal },
    )) {
      const broken = results.find((result) => 'failed' in result);
      if (broken && unusable === 'error') throw new AccError(broken.failed.code, broken.failed.facts);
      const lines = results.map((result, index) => lineOf(triples[done + index]!, result));
      await journal.append(lines.slice(Math.max(0, known.count - done)));
      for (const [index, result] of results.entries()) await manifests.add(triples[done + index]!, result);
      done += results.length;
      onProgress?.(done, triples.length);
    }
    counts = await manifests.close(triples.length);
  } finally {
    await journal.close();
    await manifests.discard();
  }
  await journal.remove();
  return counts;
}

function lineOf(triple: Triple, result: TripleResult): JournalLine {
  return 'failed' in result
    ? { triple: triple.id, failed: result.failed }
    : { triple: triple.id, recipes: result.recipes };
}

/** Everything that determines the bytes except the content of the sources, whose hashes are in the recipes. */
function planKey(triples: readonly Triple[], seed: number, mix: MixOptions): string {
  const plan = sha256(triples.map(({ id, base, a, b }) => JSON.stringify([id, base.file, a.file, b.file])).join('\n'));
  return sha256(canonicalJson({ version: mixVersion, seed, mix, plan }));
}

/** Each triple, with its recipes from the journal if there are any: its clips are then checked instead of rendered. */
async function* tasksOf(
  triples: readonly Triple[],
  journal: Journal,
  known: { count: number },
): AsyncGenerator<TripleTask> {
  for await (const { recipes } of journal.before()) {
    const triple = triples[known.count++]!;
    yield recipes ? { triple, known: recipes } : { triple };
  }
  for (const triple of triples.slice(known.count)) yield { triple };
}
