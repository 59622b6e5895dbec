import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { AccError, type CsvRecord, readCsv } from '../../../core/index.js';
import { toBase, toEvent } from '../../rows.js';
import { findFaults } from './checked.js';
import type { ImportOptions } from './import-dataset.js';
import { audioNames, placeAudio } from './place-audio.js';
import { assertNotTaken, type ImportRow, type ImportSummary, withoutPath, writeReport } from './report.js';
import { writeBases, writeEvents } from './tables.js';

const baseColumns = ['id', 'caption', 'file'];
const eventColumns = ['id', 'category', 'type', 'description', 'file'];

/**
 * Creates a corpus from a folder of recordings and a CSV: bases.csv if it has id, caption and file (references and split are
 * copied), events.csv if it has id, category, type, description and file. Invalid rows, and rows whose clip is
 * missing, unreadable, silent or outside the folder, are rejected; the others are imported.
 * @param columns the CSV's column names, by the kit's names
 * @throws AccError core/csv-syntax, corpus/file-taken, corpus/no-rows if no row is left
 */
export async function importFolder(
  csv: string,
  from: string,
  { columns, ...options }: ImportOptions & { columns: Readonly<Record<string, string>> },
): Promise<ImportSummary> {
  const root = resolve(from);
  const out = resolve(options.out);
  const file = resolve(existsSync(csv) ? csv : join(from, csv));
  const all = await readRows(file, columns);
  if (all.length === 0)
    throw new AccError('corpus/no-rows', {
      message: `${file} lists no clip`,
      file,
      line: 1,
      hint: `expected a row per clip below the header, with ${baseColumns.join(', ')} or ${eventColumns.join(', ')}`,
    });
  const isEvents = eventColumns.every((column) => all.every(({ values }) => column in values));
  const target = isEvents ? 'events.csv' : 'bases.csv';
  const dataset = basename(file);
  await assertNotTaken(out, dataset, [target]);
  const outcomes = readEach(all, (row) => (isEvents ? toEvent(root, file, row) : toBase(root, file, row)));
  const clips = outcomes.flatMap(({ clip }) => clip ?? []);
  const faults = await findFaults(
    clips.map((clip) => clip.file),
    options,
  );
  const nameOf = audioNames(`audio/${dataset.replace(/\.csv$/i, '')}`);
  const kept: typeof clips = [];
  const rows: ImportRow[] = [];
  for (const { id, clip, reason: wrong } of outcomes) {
    options.signal.throwIfAborted();
    const fault = clip && faults.get(clip.file);
    const reason = wrong ?? (fault && withoutPath(fault.message, clip.file));
    rows.push({ dataset, id, for: target, state: reason ? 'rejected' : 'ok', ...(reason && { reason }) });
    if (reason || !clip) continue;
    const path = nameOf(id, clip.file);
    await placeAudio(clip.file, out, path, options.placing);
    kept.push({ ...clip, file: path });
  }
  const summary = await writeReport(out, { dataset, targets: [target] }, rows);
  if (kept.length === 0)
    throw new AccError('corpus/no-rows', {
      message: `no row of ${file} could be imported`,
      file: summary.report,
      hint: 'see import-report.jsonl for the reason of each row',
    });
  if (isEvents) await writeEvents(join(out, target), kept as ReturnType<typeof toEvent>[]);
  else await writeBases(join(out, target), kept as ReturnType<typeof toBase>[]);
  return summary;
}

/** Rows with the kit's column names. */
async function readRows(file: string, columns: Readonly<Record<string, string>>): Promise<CsvRecord[]> {
  const theirs = (column: string): string => columns[column] ?? column;
  const rows = await readCsv(file, ['id', 'file', ...Object.keys(columns)].map(theirs));
  const given = new Set(Object.keys(rows[0]?.values ?? {}));
  const kinds = [baseColumns, eventColumns].filter((kind) => kind.every((column) => given.has(theirs(column))));
  if (rows.length > 0 && kinds.length === 0)
    throw new AccError('core/csv-syntax', {
      message: `the file has neither the columns ${baseColumns.map(theirs).join(', ')} nor ${eventColumns.map(theirs).join(', ')}`,
      file,
      line: 1,
      hint: `found: ${[...given].join(', ')}; map other names with --columns caption=NAME`,
    });
  return rows.map(({ line, values }) => ({
    line,
    values: {
      ...values,
      ...Object.fromEntries(Object.entries(columns).map(([ours, name]) => [ours, values[name]!])),
    },
  }));
}

interface Outcome<T> {
  id: string;
  clip?: T;
  reason?: string;
}

function readEach<T extends { id: string }>(rows: readonly CsvRecord[], read: (row: CsvRecord) => T): Outcome<T>[] {
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const id = row.values.id!.trim() || `line ${row.line}`;
    const first = lines.get(id);
    if (first !== undefined) return { id, reason: `line ${row.line}: duplicate id, first in line ${first}` };
    lines.set(id, row.line);
    try {
      return { id, clip: read(row) };
    } catch (error) {
      if (!(error instanceof AccError)) throw error;
      return { id, reason: `line ${row.line}: ${error.message}` };
    }
  });
}
