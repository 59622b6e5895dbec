import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, canonicalJson, fileError, sha256, writeLines } from '../../core/index.js';
import { mixVersion } from '../mix.js';
import type { EditingPair, MixOptions, Triple } from '../types.js';
import { type Journal, type JournalLine, openJournal } from './journal.js';
import { defaultWorkers, renderInOrder } from './pool.js';
import type { TripleResult, TripleTask } from './worker.js';
import { writePairs } from './write-pairs.js';

export interface RenderOptions {
  seed: number;
  mix: MixOptions;
  /** a key of instructionTemplates */
  instructionStyle: string;
  /** threads; the files do not depend on it */
  workers?: number;
  /** what becomes of a triple whose sources are missing, damaged or silent: an error of the whole, or a line in rejected.jsonl */
  unusable?: 'error' | 'reject';
  /** what the plan has refused already, for rejected.jsonl */
  rejected?: Iterable<object>;
  /** what else is written beside each pair */
  describe?: (pair: EditingPair) => object;
  signal?: AbortSignal | undefined;
  /** called after every few triples */
  onProgress?: (done: number, total: number) => void;
}

export interface RenderCounts {
  triples: Record<string, number>;
  pairs: number;
  clips: number;
  /** triples that could not be rendered, by error code */
  failed: Record<string, number>;
}

/**
 * Renders triples into clips/*.wav (x, x+a, x+b; an unscaled x is one file for all triples of its base), pairs.jsonl and recipes.jsonl, one
 * recipe a clip, in the order of the plan. A rendering that was interrupted or killed goes on where it stopped when called again with
 * the same folder, plan and options; the result is the same byte for byte, whatever the number of workers. Memory does not grow with the pairs.
 * @param folder is made if needed
 * @throws 'core/interrupted' on abort; 'editing/…' and 'audio/…' for options and sources that cannot be used
 */
export async function renderTriples(
  folder: string,
  triples: readonly Triple[],
  options: RenderOptions,
): Promise<RenderCounts> {
  const { seed, mix, workers = defaultWorkers, signal, onProgress, unusable = 'error' } = options;
  await mkdir(join(folder, 'clips'), { recursive: true }).catch((error) => {
    throw fileError(error, folder);
  });
  await removeTorn(join(folder, 'clips'));
  const journal = await openJournal(folder, planKey(triples, seed, mix));
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
      done += results.length;
      onProgress?.(done, triples.length);
    }
  } finally {
    await journal.close();
  }
  const counts = await writeManifests(folder, triples, journal, options);
  await journal.remove();
  return counts;
}

function lineOf(triple: Triple, result: TripleResult): JournalLine {
  return 'failed' in result
    ? { triple: triple.id, failed: result.failed }
    : { triple: triple.id, recipes: result.recipes };
}

/** Everything that decides the bytes but for the sources' own, whose hashes the recipes hold. */
function planKey(triples: readonly Triple[], seed: number, mix: MixOptions): string {
  const plan = sha256(triples.map(({ id, base, a, b }) => JSON.stringify([id, base.file, a.file, b.file])).join('\n'));
  return sha256(canonicalJson({ version: mixVersion, seed, mix, plan }));
}

async function removeTorn(folder: string): Promise<void> {
  const torn = (await readdir(folder)).filter((file) => file.endsWith('.tmp'));
  await Promise.all(torn.map((file) => rm(join(folder, file), { force: true })));
}

/** Each triple, with what the journal knows of it: its clips are then looked at and not made again. */
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

/** The journal holds everything that the manifests say: if they are not finished, they are written anew. */
async function writeManifests(
  folder: string,
  triples: readonly Triple[],
  journal: Journal,
  { rejected: refused = [], ...options }: RenderOptions,
): Promise<RenderCounts> {
  const counts: RenderCounts = { triples: {}, pairs: 0, clips: 0, failed: {} };
  const [pairs, recipes, rejected] = await Promise.all(
    ['pairs.jsonl', 'recipes.jsonl', 'rejected.jsonl'].map((file) => writeLines(join(folder, file))),
  );
  const writers = [pairs!, recipes!, rejected!];
  const written = new Set<string>();
  let at = 0;
  try {
    for (const row of refused) await rejected!.write(row);
    for await (const line of journal.all()) {
      const triple = triples[at++]!;
      if (line.failed) {
        const { code, facts } = line.failed;
        await rejected!.write({ triple: triple.id, code, message: facts.message });
        counts.failed[code] = (counts.failed[code] ?? 0) + 1;
        continue;
      }
      for (const recipe of line.recipes!) {
        if (written.has(recipe.clip)) continue;
        if (recipe.event === null) written.add(recipe.clip); // mixes belong to one triple each
        await recipes!.write(recipe);
      }
      const [x, withA, withB] = line.recipes!.map(({ clip, file }) => ({ clip, audio: file }));
      await writePairs(pairs!, triple, { x: x!, withA: withA!, withB: withB! }, options);
      counts.triples[triple.split] = (counts.triples[triple.split] ?? 0) + 1;
    }
    Object.assign(counts, { pairs: pairs!.lines(), clips: recipes!.lines() });
    assertSix(counts, triples.length);
    for (const writer of writers) await writer.close();
    if (rejected!.lines() === 0) await rm(join(folder, 'rejected.jsonl'));
    return counts;
  } finally {
    for (const writer of writers) await writer.discard();
  }
}

function assertSix({ triples, pairs, failed }: RenderCounts, planned: number): void {
  const rendered = Object.values(triples).reduce((sum, count) => sum + count, 0);
  const refused = Object.values(failed).reduce((sum, count) => sum + count, 0);
  if (pairs === 6 * rendered && rendered + refused === planned) return;
  throw new AccError('editing/pair-count', {
    message: `${planned} triples gave ${pairs} pairs and ${refused} refusals instead of six pairs each`,
  });
}
