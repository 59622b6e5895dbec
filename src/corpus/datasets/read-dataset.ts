import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import type { DatasetContents } from './contents.js';
import { readers } from './readers.js';
import type { DatasetManifest } from './types.js';

/**
 * Reads an unpacked dataset.
 * @throws AccError core/file-missing, corpus/no-dataset, corpus/not-as-published and other errors of its reader
 */
export async function readDataset(manifest: DatasetManifest, folder: string): Promise<DatasetContents> {
  const path = resolve(folder);
  if (!existsSync(path)) {
    const hint = manifest.manual.length > 0 ? manifest.manual.join('\n  ') : `acc data fetch ${manifest.name}`;
    throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path, hint });
  }
  return readers[manifest.adapter]!(path, manifest);
}
