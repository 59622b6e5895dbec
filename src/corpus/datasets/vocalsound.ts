import { existsSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { AccError, parseJson, readText } from '../../core/index.js';
import { type DatasetReader, emptyContents, noAudio, tally } from './contents.js';
import { findRoot } from './find-root.js';

const audioFolders = ['audio_16k', 'audio_44k', 'data_44k'];

/**
 * VocalSound: datafiles/{tr,val,te}.json with `data`, a list of `wav` (an absolute path on the author's machine, of which only the base name
 * is used) and `labels` (an AudioSet id), and audio_16k/*.wav. The id of a clip is its file name without .wav.
 */
export const readVocalsound: DatasetReader = async (folder, { splits, labels }) => {
  const root = await findRoot(folder, [splits.at(-1)!.file!]);
  const audio = audioFolders.map((name) => join(root, name)).find((path) => existsSync(path));
  if (!audio) throw new AccError('corpus/no-dataset', { message: `${root} has no folder audio_16k`, file: root });
  const contents = emptyContents();
  for (const { name, as, file } of splits) {
    const path = join(root, file!);
    if (!existsSync(path)) continue;
    const rows = await readRows(path);
    const items = rows.map(({ wav, mid }) => ({ file: win32.basename(wav), label: labelOf(mid, labels, path) }));
    contents.found.push({ name, rows: items.length, labels: tally(items.map(({ label }) => label)) });
    for (const item of items) {
      const id = item.file.replace(/\.wav$/i, '');
      const clip = join(audio, item.file);
      if (existsSync(clip)) contents.labelled.push({ id, audio: clip, label: item.label, split: as! });
      else contents.leftOut.push({ id, split: name, reason: noAudio });
    }
  }
  return contents;
};

async function readRows(file: string): Promise<{ wav: string; mid: string }[]> {
  const value = parseJson(await readText(file), file, 'corpus/not-as-published') as { data?: unknown };
  const rows = Array.isArray(value?.data) ? (value.data as ({ wav?: unknown; labels?: unknown } | null)[]) : undefined;
  const wrong = rows?.findIndex((row) => typeof row?.wav !== 'string' || typeof row.labels !== 'string');
  if (rows && wrong === -1) return rows.map((row) => ({ wav: row!.wav as string, mid: row!.labels as string }));
  throw new AccError('corpus/not-as-published', {
    message: rows ? `entry ${wrong! + 1} of "data" has no wav and labels` : 'the list "data" is missing',
    file,
    hint: 'VocalSound has {"data": [{"wav": "…/f0003_0_cough.wav", "labels": "/m/01b_21"}]}',
  });
}

function labelOf(mid: string, labels: Readonly<Record<string, string>>, file: string): string {
  const label = labels[mid];
  if (label) return label;
  throw new AccError('corpus/not-as-published', {
    message: `"${mid}" is not one of VocalSound's six classes`,
    file,
    hint: `the classes are ${Object.entries(labels)
      .map(([id, name]) => `${id} (${name})`)
      .join(', ')}`,
  });
}
