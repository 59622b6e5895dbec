import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import type { DatasetContents } from './contents.js';
import { nothingFound } from './nothing-found.js';
import { readers } from './readers.js';
import type { DatasetManifest } from './types.js';

/**
 * Reads an unpacked dataset.
 * @throws AccError core/file-missing, corpus/no-dataset, corpus/nothing-found if it lists no clip at all, corpus/not-as-published
 * and other errors of its reader
 */
export async function readDataset(manifest: DatasetManifest, folder: string): Promise<DatasetContents> {
  const path = resolve(folder);
  if (!existsSync(path)) {
    const hint = manifest.manual.length > 0 ? manifest.manual.join('\n  ') : `acc data fetch ${manifest.name}`;
    throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path, hint });
  }
  const contents = await readers[manifest.adapter]!(path, manifest);
  const { captioned, labelled, events, leftOut } = contents;
  if (captioned.length + labelled.length + events.length + leftOut.length > 0) return contents;
  throw await nothingFound(manifest, path);
}
