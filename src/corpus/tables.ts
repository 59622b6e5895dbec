import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AccError, type CsvRecord, readCsv } from '../core/index.js';
import { type AudioCapsRow, isAudioCaps, toAudioCapsBases, toAudioCapsRow } from './audiocaps-rows.js';
import { type AudioFault, audioFault, eachConcurrently } from './check-audio.js';
import { type BaseRow, toBase, toEvent, uniqueIds } from './rows.js';
import type { BaseClip, EventClip, Split } from './types.js';

/** Base clips and events from two CSV files. */
export interface Tables {
  bases: BaseClip[];
  events: EventClip[];
  /** excluded base clips whose audio file is missing */
  missing: { id: string; file: string; line: number }[];
  /** excluded events whose audio file is damaged, silent or too short, as one of them would spoil many triples */
  unusable: { id: string; code: AudioFault['code']; message: string; hint?: string }[];
}

/**
 * Reads two CSV files, each with its audio files beside or below it: bases (id, caption, file; optional split and references) or a file of
 * AudioCaps (audiocap_id, youtube_id, start_time, caption), and events (id, category, type, description, file; optional split).
 * @param audio false: only texts are needed, and audio files are not required
 * @param split selects rows; rows without a split belong to all splits
 * @throws 'core/csv-…' and 'corpus/…' with the CSV file and line of the invalid row
 */
export async function readTables(
  files: { bases: string; events: string },
  { audio, split }: { audio: boolean; split: Split },
): Promise<Tables> {
  const bases = await readBases(resolve(files.bases), audio);
  const events = await readEvents(resolve(files.events), audio);
  const missing = audio ? bases.rows.filter(({ file }) => !existsSync(file)) : [];
  const left = new Set(missing);
  const unusable: Tables['unusable'] = [];
  if (audio)
    await eachConcurrently(events, async ({ id, file }) => {
      const fault = await audioFault(file);
      if (!fault) return;
      const { code, message, hint } = fault;
      unusable.push({ id, code, message, ...(hint && { hint }) });
    });
  const spoilt = new Set(unusable.map(({ id }) => id));
  return {
    bases: bases.rows
      .filter((base) => !left.has(base) && (base.split ?? split) === split)
      .map(({ id, caption, references, file }) => ({ id, caption, references, file, split })),
    events: events.filter((event) => !spoilt.has(event.id) && (event.split ?? split) === split),
    missing: missing.map(({ id, file }) => ({ id, file, line: bases.lines.get(id)! })),
    unusable: unusable.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

async function readBases(file: string, audio: boolean): Promise<{ rows: BaseRow[]; lines: Map<string, number> }> {
  const captions: AudioCapsRow[] = [];
  const records = await readCsv(file, ['caption'], {}, (record) => {
    if (!isAudioCaps(record)) return record;
    if (audio) throw noSoundFiles(file);
    captions.push(toAudioCapsRow(file, record));
    return undefined;
  });
  if (captions.length > 0) return { rows: toAudioCapsBases(file, captions), lines: new Map() };
  if (records.length === 0) throw new AccError('corpus/no-rows', { message: 'no base clip is listed', file, line: 1 });
  assertColumns(file, records, ['id', ...(audio ? ['file'] : [])]);
  uniqueIds(file, records);
  const rows = records.map((record) => toBase(dirname(file), file, record, audio));
  return { rows, lines: new Map(records.map(({ line }, k) => [rows[k]!.id, line])) };
}

function noSoundFiles(file: string): AccError {
  return new AccError('core/csv-syntax', {
    message: 'column "file" is missing',
    file,
    line: 1,
    hint: 'AudioCaps lists no audio files: "acc data import audiocaps-v1" creates a list with them, --text-only needs none',
  });
}

async function readEvents(file: string, audio: boolean): Promise<EventClip[]> {
  const records = await readCsv(file, ['id', 'category', 'type', 'description', ...(audio ? ['file'] : [])]);
  if (records.length === 0) throw new AccError('corpus/no-rows', { message: 'no event is listed', file, line: 1 });
  uniqueIds(file, records);
  return records.map((record) => {
    const event = toEvent(dirname(file), file, record, audio);
    if (audio && !existsSync(event.file))
      throw new AccError('core/file-missing', { message: `${event.file} does not exist`, file, line: record.line });
    return event;
  });
}

function assertColumns(file: string, records: readonly CsvRecord[], columns: readonly string[]): void {
  const found = Object.keys(records[0]!.values);
  const missing = columns.find((column) => !found.includes(column));
  if (missing === undefined) return;
  const message = `column "${missing}" is missing`;
  throw new AccError('core/csv-syntax', { message, file, line: 1, hint: `found: ${found.join(', ')}` });
}
