import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type CsvRecord, readCsv } from '../../core/index.js';
import { findAudio, indexAudio } from './audio-index.js';
import { clipName } from './clip-name.js';
import { addCaptioned, type DatasetReader, emptyContents } from './contents.js';
import { findRoot } from './find-root.js';

const captionColumns = [1, 2, 3, 4, 5].map((number) => `caption_${number}`);
const metadataColumns = ['file_name', 'license'];

/**
 * Clotho: clotho_captions_SPLIT.csv (UTF-8; file_name, caption_1 to caption_5), clotho_metadata_SPLIT.csv (ISO-8859-1, read for
 * the licence of each clip, optional) and SPLIT/*.wav at any depth. The id of a clip is its file name without .wav; on disk, `_` may
 * stand for a character that file systems reserve.
 */
export const readClotho: DatasetReader = async (folder, { splits, clipIds }) => {
  const captionFiles = splits.map(({ file }) => file!);
  const roots = await Promise.all(captionFiles.map((file) => findRoot(folder, [file]).catch(() => undefined)));
  if (roots.every((root) => root === undefined)) await findRoot(folder, [captionFiles.at(-1)!]);
  const index = await indexAudio(folder);
  const contents = emptyContents();
  for (const [place, split] of splits.entries()) {
    const root = roots[place];
    if (!root) continue;
    const { name, file, metadata } = split;
    const rows = await readCsv(join(root, file!), ['file_name', ...captionColumns]);
    const licences = await readLicences(join(root, metadata!));
    contents.found.push({ name, rows: rows.length, clips: rows.length });
    for (const row of rows) {
      const id = stem(row.values.file_name!);
      addCaptioned(contents, split, {
        id,
        captions: captionsOf(row),
        file: findAudio(index, [id, clipName(id, clipIds)], { folder, name }),
        licence: licences.get(row.values.file_name!.normalize('NFC')),
      });
    }
  }
  return contents;
};

/** Licence by file name. Some releases of the metadata use semicolons as delimiters. */
async function readLicences(file: string): Promise<Map<string, string>> {
  if (!existsSync(file)) return new Map();
  const delimiter = (await readFile(file, 'latin1')).startsWith('file_name;') ? ';' : ',';
  const rows = await readCsv(file, metadataColumns, { encoding: 'latin1', delimiter, relaxQuotes: true });
  return new Map(rows.map(({ values }) => [values.file_name!.normalize('NFC'), values.license!]));
}

function captionsOf({ values }: CsvRecord): string[] {
  return captionColumns.flatMap((column) => values[column]!.trim() || []);
}

function stem(fileName: string): string {
  return basename(fileName, extname(fileName));
}
