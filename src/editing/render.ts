import { join } from 'node:path';
import { AccError, canonicalJson, sha256, writeAtomic, writeJsonLines } from '../core/index.js';
import { type Corpus, type Split, splits } from '../corpus/index.js';
import { drawMix } from './draw.js';
import { openJournal } from './journal.js';
import { type MixedTriple, mixTriple, mixVersion } from './mix.js';
import { mixOptions } from './options.js';
import { editingPairs } from './pairs.js';
import { wavOf } from './pcm.js';
import { openSources, type Sources } from './sources.js';
import { enumerateTriples, type Rejection } from './triples.js';
import type { EditingPair, MixOptions, Recipe, Triple } from './types.js';

export interface RenderOptions {
  /** triples of each base clip; a split that is not named gets none */
  triplesPerBase: Partial<Record<Split, number>>;
  seed: number;
  mix?: Partial<MixOptions>;
  /** a key of instructionTemplates */
  instructionStyle?: string;
  signal?: AbortSignal;
  /** called after each triple */
  onProgress?: (done: number, total: number) => void;
}

export interface RenderSummary {
  triples: Record<Split, number>;
  pairs: number;
  clips: number;
  rejected: Rejection[];
}

/**
 * Renders a corpus into editing pairs: clips/*.wav (x, x+a, x+b; an unscaled x is one file for all triples of its base),
 * pairs-train.jsonl, pairs-valid.jsonl, pairs-test.jsonl and recipes.jsonl, one recipe a clip. An interrupted rendering
 * goes on where it stopped when called again with the same folder and options; the result is the same byte for byte.
 * @param folder is made if needed
 * @throws AccError 'core/interrupted' on abort; 'editing/…' and 'audio/…' for sources and options that cannot be used
 */
export async function renderEditing(folder: string, corpus: Corpus, options: RenderOptions): Promise<RenderSummary> {
  const { triplesPerBase, seed, instructionStyle = 'audit-eval-like', signal, onProgress } = options;
  const mix = mixOptions(options.mix);
  requireUniqueIds(corpus.bases);
  requireUniqueIds(corpus.events);
  const plans = splits.map((split) =>
    enumerateTriples(corpus, { split, triplesPerBase: triplesPerBase[split] ?? 0, seed }),
  );
  const triples = plans.flatMap((plan) => plan.triples);
  const journal = await openJournal(folder);
  const sources = openSources(mix.sampleRate);
  const recipes = new Map<string, Recipe>();
  const pairs: EditingPair[] = [];
  for (const [index, triple] of triples.entries()) {
    if (signal?.aborted)
      throw new AccError('core/interrupted', { message: `rendering stopped after ${index} triples` });
    const key = await planKey(triple, sources, seed, mix);
    let three = await journal.finished(key);
    if (!three) {
      three = await renderTriple(folder, triple, sources, seed, mix, recipes);
      await journal.add(key, three);
    }
    for (const recipe of three) if (!recipes.has(recipe.clip)) recipes.set(recipe.clip, recipe);
    const [x, withA, withB] = three.map(({ clip, file }) => ({ clip, audio: file }));
    pairs.push(...editingPairs(triple, { x: x!, withA: withA!, withB: withB! }, { seed, instructionStyle }));
    onProgress?.(index + 1, triples.length);
  }
  assertSix(pairs, triples);
  for (const split of splits)
    await writeJsonLines(
      join(folder, `pairs-${split}.jsonl`),
      pairs.filter((pair) => pair.split === split),
    );
  await writeJsonLines(join(folder, 'recipes.jsonl'), recipes.values());
  await journal.remove();
  const [train, valid, test] = plans.map((plan) => plan.triples.length);
  const rejected = plans.flatMap((plan) => plan.rejected);
  return { triples: { train: train!, valid: valid!, test: test! }, pairs: pairs.length, clips: recipes.size, rejected };
}

/** Everything that decides a triple's bytes. */
async function planKey({ id, base, a, b }: Triple, sources: Sources, seed: number, mix: MixOptions): Promise<string> {
  const hashes = await Promise.all([base, a, b].map(({ file }) => sources.hash(file)));
  return sha256(canonicalJson({ version: mixVersion, id, seed, mix, hashes }));
}

async function renderTriple(
  folder: string,
  triple: Triple,
  sources: Sources,
  seed: number,
  mix: MixOptions,
  written: ReadonlyMap<string, Recipe>,
): Promise<Recipe[]> {
  const base = await sources.base(triple.base.file);
  const [a, b] = [await sources.event(triple.a.file), await sources.event(triple.b.file)];
  const draw = drawMix(seed, triple.id, mix);
  const mixed = named(triple, () => mixTriple(base.samples, a.samples, b.samples, draw, mix));
  const common = {
    version: mixVersion,
    triple: triple.id,
    seed,
    sampleRate: mix.sampleRate,
    frames: mixed.frames,
    scale: mixed.scale,
    base: { id: triple.base.id, sha256: base.sha256, ...mixed.base },
  };
  const clip = async (id: string, pcm: Int16Array, event: Recipe['event']): Promise<Recipe> => {
    const file = `clips/${fileName(id)}.wav`;
    const bytes = wavOf(pcm, mix.sampleRate);
    if (!written.has(id)) await writeAtomic(join(folder, file), bytes);
    return { clip: id, file, sha256: sha256(bytes), ...common, event };
  };
  // An unscaled x does not depend on the triple, so that all triples of its base share it.
  return Promise.all([
    clip(mixed.scale === 1 ? triple.base.id : `${triple.id}.x`, mixed.x, null),
    clip(`${triple.id}.a`, mixed.withA, { id: triple.a.id, sha256: a.sha256, ...mixed.a }),
    clip(`${triple.id}.b`, mixed.withB, { id: triple.b.id, sha256: b.sha256, ...mixed.b }),
  ]);
}

/** Adds to an error of the pure mixing code which triple it is about. */
function named({ id }: Triple, mix: () => MixedTriple): MixedTriple {
  try {
    return mix();
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    throw new AccError(error.code, { message: `triple ${id}: ${error.message}`, cause: error });
  }
}

/** Ids may hold any character; file names hold those that every file system takes. */
function fileName(id: string): string {
  return id.replace(/[^\w.+-]/gu, encodeURIComponent);
}

/** Clips are named after ids: a second base of the same id would get the first one's audio. */
function requireUniqueIds(sources: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of sources) {
    if (seen.has(id))
      throw new AccError('corpus/duplicate-id', { message: `the corpus has two sources with id ${id}` });
    seen.add(id);
  }
}

function assertSix(pairs: EditingPair[], triples: Triple[]): void {
  if (pairs.length === 6 * triples.length) return;
  throw new AccError('editing/pair-count', {
    message: `${triples.length} triples gave ${pairs.length} pairs instead of six each`,
  });
}
