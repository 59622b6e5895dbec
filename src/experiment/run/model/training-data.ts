import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { importedDatasets, readManifest } from '../../../corpus/datasets/index.js';
import type { Experiment } from '../../schema.js';

/** Data that a model was trained on, for its card. */
export interface DataSource {
  title: string;
  licence: string;
  url?: string;
}

/**
 * Where the sounds and texts of a training come from: the kit's world, or the datasets whose import wrote the folders. Of a folder that was not
 * imported only the name is known.
 */
export async function trainingData({ corpus, pairs, world }: Experiment): Promise<DataSource[]> {
  if (corpus === 'synthetic' && !('folder' in pairs))
    return [{ title: `the synthetic world "${world}" of acc-kit: no recordings`, licence: 'Apache-2.0' }];
  const folders = [corpus, 'folder' in pairs ? pairs.folder : ''].filter(
    (folder) => folder !== '' && folder !== 'synthetic',
  );
  return (await Promise.all(folders.map(sourcesOf))).flat();
}

async function sourcesOf(folder: string): Promise<DataSource[]> {
  const imported = existsSync(folder) ? await importedDatasets(folder) : [];
  if (imported.length === 0) return [{ title: `the folder "${basename(folder)}"`, licence: 'not stated' }];
  return imported.map((name) => {
    const { title, licence, url } = readManifest(name);
    return { title, licence, url };
  });
}
