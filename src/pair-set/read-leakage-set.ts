import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ReadOptions, readReferences } from '../captioning/index.js';
import { AccError, readRows } from '../core/index.js';
import { type ClipName, datasetOf } from '../corpus/datasets/index.js';
import type { EditingPair } from '../editing/index.js';
import { findBuild } from './find-build.js';
import type { LeakageSet } from './leakage.js';

/**
 * Reads ids and captions of a set: a built folder or its pairs.jsonl, the folder of a corpus, or any file that `readReferences` reads, such as bases.csv, a table of
 * AudioCaps or Clotho, or captions-SET.jsonl.
 * @param dataset where the clips are from, if the set does not tell
 * @throws 'core/file-missing', and like readReferences, such as 'captioning/too-few-items' for a set without a clip
 */
export async function readLeakageSet(
  path: string,
  dataset?: string,
  read: Pick<ReadOptions, 'format' | 'idColumn' | 'log'> = {},
): Promise<LeakageSet> {
  if (!existsSync(path)) throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path });
  const file = statSync(path).isDirectory() ? listIn(path) : path;
  const set = await ((await holdsPairs(file)) ? fromPairs(file) : fromCaptions(file, read));
  return { ...set, clips: set.clips.map((clip) => ({ dataset, ...clip })) };
}

/** A built set has pairs.jsonl, a corpus bases.csv. */
function listIn(folder: string): string {
  const found = ['pairs.jsonl', 'bases.csv'].find((name) => existsSync(join(folder, name)));
  if (found !== undefined) return join(folder, found);
  throw new AccError('core/file-missing', {
    message: `${folder} contains neither pairs.jsonl nor bases.csv`,
    file: folder,
  });
}

async function holdsPairs(file: string): Promise<boolean> {
  if (!file.endsWith('.jsonl')) return false;
  for await (const row of readRows<object>(file)) return 'base' in row;
  return false;
}

async function fromPairs(file: string): Promise<LeakageSet> {
  const captions = new Map<string, string>();
  for await (const { base } of readRows<EditingPair>(file)) captions.set(base.id, base.caption);
  const clips = named([...captions.keys()], await datasetOf((await basesOf(file)) ?? file));
  return { clips, hashes: [], captions: [...captions.values()] };
}

/** The list of base clips that a set was built from; undefined for a file that no build has written. */
async function basesOf(file: string): Promise<string | undefined> {
  const build = await findBuild(dirname(file));
  return build?.request.bases.file && resolve(build.folder, build.request.bases.file);
}

async function fromCaptions(file: string, read: ReadOptions): Promise<LeakageSet> {
  const items = await readReferences(file, { ...read, anyText: true });
  return {
    clips: named(
      items.flatMap(({ id, clips = [id] }) => clips),
      await datasetOf(file),
    ),
    hashes: [],
    captions: items.flatMap(({ references }) => references.filter((text) => text.trim() !== '')),
  };
}

/** Clips with their dataset, where it is known. */
function named(ids: readonly string[], datasetOf: (id: string) => string | undefined): ClipName[] {
  return ids.map((id) => {
    const dataset = datasetOf(id);
    return { id, ...(dataset !== undefined && { dataset }) };
  });
}
