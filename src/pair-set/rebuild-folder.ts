import { basename, join, normalize } from 'node:path';
import { LRUCache } from 'lru-cache';
import { type Clip, decodeClip, readSoundFile, resample } from '../audio/index.js';
import { AccError, readRows, sha256, writeAtomic } from '../core/index.js';
import { type Recipe, rebuild } from '../editing/index.js';
import { isIntact } from './render/index.js';

export interface RebuildOptions {
  /** files of base clips and events by id */
  bases: ReadonlyMap<string, string>;
  events: ReadonlyMap<string, string>;
  /** the folder that the recipes' files are relative to */
  folder: string;
  /**
   * another folder to write all clips to; null: nothing is written, and the files of the set are compared; undefined: those that are
   * missing or damaged are restored
   */
  out: string | null | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: (done: number) => void;
}

export interface RebuildReport {
  clips: number;
  /** rebuilt with the recipe's hash; if nothing is written, the file of the set has it too */
  same: number;
  /** files written: those that were missing or damaged, or all in another folder */
  written: number;
  /** clips that cannot be rebuilt or, if nothing is written, whose file is missing or damaged */
  wrong: { clip: string; code: string; message: string }[];
}

const cacheBytes = 128 * 2 ** 20;

/**
 * Rebuilds every clip of a manifest from its recipe and compares hashes.
 * @param manifest recipes.jsonl
 * @throws 'pair-set/recipe' if there is none, 'core/interrupted' on abort; the report names the clips that cannot be rebuilt
 */
export async function rebuildFolder(manifest: string, options: RebuildOptions): Promise<RebuildReport> {
  const { folder, out, signal, onProgress } = options;
  const source = sourceReader();
  const report: RebuildReport = { clips: 0, same: 0, written: 0, wrong: [] };
  for await (const recipe of readRows<Recipe>(manifest)) {
    if (signal?.aborted) throw new AccError('core/interrupted', { message: 'rebuilding was stopped' });
    report.clips++;
    try {
      const bytes = await rebuilt(recipe, options, source);
      const intact = !out && isIntact(folder, recipe);
      if (out === null && !intact) throw damaged(join(folder, recipe.file));
      report.same++;
      if (!intact) {
        await writeAtomic(out ? join(out, inside(recipe.file)) : join(folder, recipe.file), bytes);
        report.written++;
      }
    } catch (error) {
      if (!(error instanceof AccError) || error.code === 'core/disk-full') throw error;
      report.wrong.push({ clip: recipe.clip, code: error.code, message: error.message });
    }
    onProgress?.(report.clips);
  }
  if (report.clips === 0)
    throw new AccError('pair-set/recipe', {
      message: `${manifest} contains no recipe`,
      file: manifest,
      hint: 'expected one recipe per clip; the set was not built, or is empty',
    });
  return report;
}

function damaged(file: string): AccError {
  return new AccError('pair-set/incomplete', { message: `${file} is missing or damaged`, file });
}

/** The clips of a filtered set are in another folder; with `out` they are written into the new one. */
function inside(file: string): string {
  return normalize(file).startsWith('..') ? join('clips', basename(file)) : file;
}

type SourceReader = (
  ids: ReadonlyMap<string, string>,
  wanted: { id: string; sha256: string },
  rate: number,
) => Promise<Clip>;

/** Reads sources at the rate of the clips; a source that has changed is an error. */
function sourceReader(): SourceReader {
  const cache = new LRUCache<string, Clip & { hash: string }>({
    maxSize: cacheBytes,
    sizeCalculation: ({ samples }) => samples.byteLength + 1,
  });
  return async (ids, { id, sha256: hash }, rate) => {
    const file = ids.get(id);
    if (file === undefined) throw new AccError('pair-set/recipe', { message: `the source ${id} is not listed` });
    let clip = cache.get(`${rate} ${file}`);
    if (!clip) {
      const bytes = await readSoundFile(file);
      clip = { ...resample(await decodeClip(bytes, file), rate), hash: sha256(bytes) };
      cache.set(`${rate} ${file}`, clip);
    }
    if (clip.hash === hash) return clip;
    throw new AccError('pair-set/recipe', { message: `${file} has changed since the clip was mixed`, file });
  };
}

async function rebuilt(recipe: Recipe, { bases, events }: RebuildOptions, source: SourceReader): Promise<Uint8Array> {
  const { base, event, sampleRate } = recipe;
  const bytes = rebuild(recipe, {
    base: await source(bases, base, sampleRate),
    ...(event && { event: await source(events, event, sampleRate) }),
  });
  if (sha256(bytes) === recipe.sha256) return bytes;
  throw new AccError('pair-set/recipe', { message: `the rebuilt clip ${recipe.clip} has other bytes` });
}
