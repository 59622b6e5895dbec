import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AccError, readCsv, readRows } from '../core/index.js';
import { type ClipName, datasetOf } from '../corpus/datasets/index.js';
import type { CaptionItem } from '../corpus/index.js';
import type { EditingPair } from '../editing/index.js';
import { findBuild } from './find-build.js';
import type { LeakageSet } from './leakage.js';

/**
 * Reads ids and captions of a set: a built folder or its pairs.jsonl, captions in JSONL (id, references), or a CSV of base clips (id, caption,
 * optionally references), of AudioCaps or of Clotho (file_name, caption_1, …).
 * @param dataset where the clips are from, if the set does not tell
 * @throws 'core/csv-syntax' for a CSV of another form, 'core/file-missing', 'pair-set/nothing-to-compare' for a set
 * without a clip
 */
export async function readLeakageSet(path: string, dataset?: string): Promise<LeakageSet> {
  if (!existsSync(path)) throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path });
  const file = statSync(path).isDirectory() ? join(path, 'pairs.jsonl') : path;
  const set = await (file.endsWith('.csv') ? fromCsv(file) : fromRows(file));
  if (set.clips.length > 0) return { ...set, clips: set.clips.map((clip) => ({ dataset, ...clip })) };
  throw new AccError('pair-set/nothing-to-compare', {
    message: `${file} lists no clip`,
    file,
    hint: 'a comparison with an empty set would find nothing; expected one clip or editing pair per line',
  });
}

async function fromRows(file: string): Promise<LeakageSet> {
  const captions = new Map<string, readonly string[]>();
  for await (const row of readRows<EditingPair | CaptionItem>(file)) {
    if ('base' in row) captions.set(row.base.id, [row.base.caption]);
    else captions.set(row.id, row.references);
  }
  const clips = named([...captions.keys()], await datasetOf((await basesOf(file)) ?? file));
  return { clips, hashes: [], captions: [...captions.values()].flat() };
}

/** The list of base clips that a set was built from; undefined for a file that no build has written. */
async function basesOf(file: string): Promise<string | undefined> {
  const build = await findBuild(dirname(file));
  return build?.request.bases.file && resolve(build.folder, build.request.bases.file);
}

const idColumns = ['id', 'youtube_id', 'file_name', 'audiocap_id'];

async function fromCsv(file: string): Promise<LeakageSet> {
  const records = await readCsv(file, []);
  const columns = Object.keys(records[0]?.values ?? {});
  const id = idColumns.find((column) => columns.includes(column));
  const texts = columns.filter((column) => /^caption(_\d+)?$/.test(column));
  if (records.length > 0 && (id === undefined || texts.length === 0))
    throw new AccError('core/csv-syntax', {
      message: `a column is missing: ${id === undefined ? idColumns.join(' or ') : 'caption or caption_1, …'}`,
      file,
      line: 1,
      hint: `found: ${columns.join(', ')}`,
    });
  return {
    clips: named(
      records.map(({ values }) => values[id!]!),
      await datasetOf(file),
    ),
    hashes: [],
    captions: records
      .flatMap(({ values }) => [...texts.map((column) => values[column]!), ...(values.references ?? '').split('|')])
      .filter((caption) => caption.trim() !== ''),
  };
}

/** Clips with their dataset, where it is known. */
function named(ids: readonly string[], datasetOf: (id: string) => string | undefined): ClipName[] {
  return ids.map((id) => {
    const dataset = datasetOf(id);
    return { id, ...(dataset !== undefined && { dataset }) };
  });
}
