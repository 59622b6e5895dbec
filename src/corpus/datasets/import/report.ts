import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, readJsonLines, writeJsonLines } from '../../../core/index.js';
import { datasetNames } from '../manifest.js';

/** One line of import-report.jsonl: the result for a row of a dataset in a file of the import. */
export interface ImportRow {
  dataset: string;
  id: string;
  split?: string;
  /** the target file, e.g. bases.csv */
  for: string;
  state: 'ok' | 'rejected';
  /** why it was rejected, or a warning */
  reason?: string;
}

/** The number of rows in each file of an import (a file of no row is not written), and of rejected rows by reason. */
export interface ImportSummary {
  dataset: string;
  out: string;
  written: Record<string, number>;
  rejected: Record<string, number>;
  report: string;
}

/** Prevents overwriting an import of another dataset. @throws AccError corpus/file-taken */
export async function assertNotTaken(out: string, dataset: string, targets: readonly string[]): Promise<void> {
  const other = (await readReport(out)).find(
    (row) => row.dataset !== dataset && targets.includes(row.for) && existsSync(join(out, row.for)),
  );
  if (!other) return;
  throw new AccError('corpus/file-taken', {
    message: `${join(out, other.for)} was imported from ${other.dataset}`,
    file: join(out, other.for),
    hint: 'choose another --out, or exclude this file with --only, e.g. --only captions',
  });
}

/** Writes import-report.jsonl; entries of other datasets imported into the same folder are kept. */
export async function writeReport(
  out: string,
  { dataset, targets }: { dataset: string; targets: readonly string[] },
  rows: readonly ImportRow[],
): Promise<ImportSummary> {
  const report = reportFile(out);
  const before = await readReport(out);
  await writeJsonLines(report, [...before.filter((row) => row.dataset !== dataset), ...rows]);
  const written: Record<string, number> = Object.fromEntries(targets.map((target) => [target, 0]));
  const rejected: Record<string, number> = {};
  for (const { for: file, state, reason } of rows) {
    written[file] = (written[file] ?? 0) + (state === 'ok' ? 1 : 0);
    if (state === 'rejected') rejected[kind(reason!)] = (rejected[kind(reason!)] ?? 0) + 1;
  }
  return { dataset, out, written, rejected, report };
}

function reportFile(out: string): string {
  return join(out, 'import-report.jsonl');
}

/** The rows of the report in the folder of an import; none if there is no report. */
export async function readReport(out: string): Promise<ImportRow[]> {
  return existsSync(reportFile(out)) ? readJsonLines<ImportRow>(reportFile(out)) : [];
}

/** The message of an error about a file, without the file. */
export function withoutPath(message: string, file: string): string {
  return message.startsWith(file) ? message.slice(file.length).replace(/^[,:]?\s+/, '') : message;
}

/** Reasons that differ only in numbers are counted together. */
function kind(reason: string): string {
  return reason.replace(/\d+(\.\d+)?/g, '…');
}

/** The published datasets whose import wrote into a folder, in the order of their names. */
export async function importedDatasets(folder: string): Promise<string[]> {
  const found = new Set((await readReport(folder)).map(({ dataset }) => dataset));
  return datasetNames().filter((name) => found.has(name));
}
