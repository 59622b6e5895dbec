import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, type CsvRecord, readCsv, readRows } from '../core/index.js';
import type { CaptionItem } from '../corpus/index.js';
import type { EditingPair } from '../editing/index.js';
import type { LeakageSet } from './leakage.js';

/**
 * Reads ids and captions of a set: a built folder or its pairs.jsonl, captions in JSONL (id, references), or a CSV of base clips (id, caption,
 * optionally references), of AudioCaps or of Clotho (file_name, caption_1, …).
 * @throws 'core/csv-syntax' for a CSV of another form, 'core/file-missing'
 */
export async function readLeakageSet(path: string): Promise<LeakageSet> {
  if (!existsSync(path)) throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path });
  const file = statSync(path).isDirectory() ? join(path, 'pairs.jsonl') : path;
  return file.endsWith('.csv') ? fromCsv(file, await readCsv(file, [])) : fromRows(file);
}

async function fromRows(file: string): Promise<LeakageSet> {
  const captions = new Map<string, readonly string[]>();
  for await (const row of readRows<EditingPair | CaptionItem>(file)) {
    if ('base' in row) captions.set(row.base.id, [row.base.caption]);
    else captions.set(row.id, row.references);
  }
  return { ids: [...captions.keys()], hashes: [], captions: [...captions.values()].flat() };
}

const idColumns = ['id', 'youtube_id', 'file_name', 'audiocap_id'];

function fromCsv(file: string, records: readonly CsvRecord[]): LeakageSet {
  const columns = Object.keys(records[0]?.values ?? {});
  const id = idColumns.find((column) => columns.includes(column));
  const texts = columns.filter((column) => /^caption(_\d+)?$/.test(column));
  if (id === undefined || texts.length === 0)
    throw new AccError('core/csv-syntax', {
      message: `a column is missing: ${id === undefined ? idColumns.join(' or ') : 'caption or caption_1, …'}`,
      file,
      line: 1,
      hint: `found: ${columns.join(', ')}`,
    });
  const captions = records.flatMap(({ values }) => [
    ...texts.map((column) => values[column]!),
    ...(values.references ?? '').split('|'),
  ]);
  return {
    ids: records.map(({ values }) => values[id]!),
    hashes: [],
    captions: captions.filter((caption) => caption.trim() !== ''),
  };
}
