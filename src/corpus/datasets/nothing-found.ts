import { extname } from 'node:path';
import { AccError, filesBelow } from '../../core/index.js';
import { tally } from './contents.js';
import type { DatasetManifest, PublishedSplit } from './types.js';

/** The error for a folder in the layout of a dataset that contains none of its clips: what was expected and what is there. */
export async function nothingFound(manifest: DatasetManifest, folder: string): Promise<AccError> {
  const { title, splits, audioFiles } = manifest;
  const expected = [...splits.map(rowsText), `audio files like ${audioFiles.join(' or ')}`].join(', ');
  return new AccError('corpus/nothing-found', {
    message: `${folder} contains no clip of ${title}`,
    file: folder,
    hint: `expected: ${expected}; found: ${await filesText(folder)}`,
  });
}

function rowsText({ name, rows, file }: PublishedSplit): string {
  return `${rows} rows of ${name}${file ? ` (${file})` : ''}`;
}

const shownKinds = 5;

/** '10 files .au, 1 file .csv' */
async function filesText(folder: string): Promise<string> {
  const files = await filesBelow(folder);
  const kinds = Object.entries(tally(files.map((file) => extname(file).toLowerCase() || 'without extension')));
  const shown = kinds.sort(([, a], [, b]) => b - a).slice(0, shownKinds);
  return shown.map(([kind, count]) => `${count} ${count === 1 ? 'file' : 'files'} ${kind}`).join(', ') || 'no file';
}
