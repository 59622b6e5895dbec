import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { readReport } from './import/index.js';
import { datasetNames, readManifest } from './manifest.js';
import type { DatasetManifest } from './types.js';

/**
 * Tells from which dataset the clips of a list are: by the report of the import that wrote the list, by the name
 * captions-SET.jsonl, or by the columns of a published table.
 * @returns the name of the dataset's reader for the id of a clip, undefined if it is unknown
 */
export async function datasetOf(file: string): Promise<(id: string) => string | undefined> {
  const manifests = datasetNames().map((name) => readManifest(name));
  const imported = new Map<string, string | undefined>();
  for (const { dataset, id, for: target } of await readReport(dirname(file)))
    if (target === basename(file)) imported.set(id, manifests.find(({ name }) => name === dataset)?.adapter);
  if (imported.size > 0) return (id) => imported.get(id);
  const columns = existsSync(file) ? await headerOf(file) : [];
  const published = manifests.find((manifest) => isSet(manifest, file) || hasTable(manifest, columns));
  return () => published?.adapter;
}

/** The dataset of an evaluation set of captions by the name of the set; undefined for a set of the user. */
export function datasetOfSet(name: string): string | undefined {
  return datasetNames()
    .map((dataset) => readManifest(dataset))
    .find(({ gives }) => gives.captions === name)?.adapter;
}

function isSet({ gives }: DatasetManifest, file: string): boolean {
  return gives.captions !== undefined && basename(file) === `captions-${gives.captions}.jsonl`;
}

/** Whether the columns are those of a published table with captions. */
function hasTable({ gives, tables }: DatasetManifest, columns: readonly string[]): boolean {
  return gives.captions !== undefined && tables.some((table) => table.every((column) => columns.includes(column)));
}

/** The first line, split at commas: the header of a published table contains no quotes. */
async function headerOf(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const [line] = buffer
      .subarray(0, bytesRead)
      .toString()
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1);
    return line!.split(',').map((name) => name.trim());
  } finally {
    await handle.close();
  }
}
