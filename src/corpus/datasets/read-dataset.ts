import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import { readAudiocaps } from './audiocaps.js';
import { readClotho } from './clotho.js';
import type { DatasetContents, DatasetReader } from './contents.js';
import { readEventBank } from './event-bank.js';
import { readGtzan } from './gtzan.js';
import { readIemocap } from './iemocap.js';
import { readNsynth } from './nsynth.js';
import { readStandIn } from './stand-in.js';
import type { DatasetManifest } from './types.js';
import { readVocalsound } from './vocalsound.js';

const readers: Readonly<Record<DatasetManifest['adapter'], DatasetReader>> = {
  audiocaps: readAudiocaps,
  clotho: readClotho,
  vocalsound: readVocalsound,
  iemocap: readIemocap,
  nsynth: readNsynth,
  gtzan: readGtzan,
  'event-bank': readEventBank,
  'stand-in': readStandIn,
};

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
  return readers[manifest.adapter](path, manifest);
}
