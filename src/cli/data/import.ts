import { resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import {
  type CountFault,
  datasetFolder,
  type ImportPart,
  type ImportSummary,
  importDataset,
  importFolder,
  importParts,
  readManifest,
} from '../../corpus/datasets/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

interface ImportFlags {
  from?: string;
  out: string;
  copy?: boolean;
  columns?: string[];
  only?: string[];
  json?: boolean;
}

/** `acc data import`: a dataset, or any folder with a CSV, as experiments read it. */
export async function importData(
  { say, print, signal }: CommandContext,
  name: string,
  { from, out, copy, columns = [], only, json }: ImportFlags,
): Promise<void> {
  const options = { out, signal, placing: copy ? 'copy' : 'link', onProgress: sayProgress(say, 'clips') } as const;
  const summary = name.toLowerCase().endsWith('.csv')
    ? await importFolder(name, needed(from), { ...options, columns: columnNames(columns) })
    : await fromManifest(name, from, { ...options, ...(only && { only: partsNamed(only) }) }, say);
  if (json) return print(JSON.stringify(summary));
  print(inWords(summary));
}

async function fromManifest(
  name: string,
  from: string | undefined,
  options: Parameters<typeof importDataset>[2],
  say: (line: string) => void,
): Promise<ImportSummary & { counts: CountFault[] }> {
  const manifest = readManifest(name);
  say(`${manifest.title}: ${manifest.reminder}`);
  const summary = await importDataset(manifest, from ?? datasetFolder(name), options);
  for (const { split, what, expected, found } of summary.counts)
    say(`  not as published: ${split} has ${found} ${what} in place of ${expected}`);
  return summary;
}

function needed(from: string | undefined): string {
  if (from !== undefined) return from;
  throw new AccError('cli/bad-option', {
    message: '--from FOLDER is needed: the folder that the files of the CSV are in',
  });
}

function partsNamed(given: readonly string[]): ImportPart[] {
  const unknown = given.find((name) => !(importParts as readonly string[]).includes(name));
  if (unknown === undefined) return given as ImportPart[];
  throw new AccError('cli/bad-option', {
    message: `there is no part "${unknown}" to import`,
    hint: importParts.join(', '),
  });
}

/** id=clip,caption=text → { id: 'clip', caption: 'text' } */
function columnNames(given: readonly string[]): Record<string, string> {
  const pairs = given.flatMap((text) => text.split(',')).map((pair) => pair.split('='));
  const wrong = pairs.find((pair) => pair.length !== 2 || pair.some((side) => side.trim() === ''));
  if (wrong)
    throw new AccError('cli/bad-option', {
      message: `"${wrong.join('=')}" does not name a column`,
      hint: 'write --columns id=clip,caption=text',
    });
  return Object.fromEntries(pairs.map(([ours, theirs]) => [ours!.trim(), theirs!.trim()]));
}

function inWords({ out, written, rejected, report }: ImportSummary): string {
  const reasons = Object.entries(rejected).sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...Object.entries(written).map(([file, rows]) => `${rows} rows in ${resolve(out, file)}`),
    `${total} rejected${total > 0 ? `, each named in ${report}` : ''}`,
    ...reasons.map(([reason, count]) => `  ${count} × ${reason}`),
  ].join('\n');
}
