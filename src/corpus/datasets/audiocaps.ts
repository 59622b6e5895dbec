import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, type CsvRecord, readCsv } from '../../core/index.js';
import type { Split } from '../types.js';
import { type AudioIndex, findAudio, indexAudio } from './audio-index.js';
import { type CaptionedClip, type DatasetReader, type LeftOut, noAudio, nothing } from './contents.js';
import { findRoot } from './find-root.js';

/** AudioCaps clips last ten seconds from their start_time. */
const clipMs = 10_000;

/**
 * AudioCaps: train.csv, val.csv and test.csv (audiocap_id, youtube_id, start_time in whole seconds, caption) and audio at any
 * place below, named in any of the manifest's ways. One clip a youtube_id; clips in the order of audiocap_id. The id of a clip
 * is its youtube_id.
 */
export const readAudiocaps: DatasetReader = async (folder, { splits, audioNames }) => {
  const root = await findRoot(folder, ['train.csv']).catch(() => findRoot(folder, ['test.csv']));
  const index = await indexAudio(folder);
  const contents = {
    ...nothing,
    captioned: [] as CaptionedClip[],
    leftOut: [] as LeftOut[],
    found: [...nothing.found],
  };
  for (const { name, as, file } of splits) {
    const path = join(root, file!);
    const rows = existsSync(path) ? await readRows(path) : [];
    const clips = groupByClip(rows);
    contents.found.push({ name, rows: rows.length, clips: clips.length });
    for (const captions of clips) {
      const clip = toClip(captions, as!, index, audioNames!);
      if ('reason' in clip) contents.leftOut.push({ ...clip, split: name });
      else contents.captioned.push(clip);
    }
  }
  return contents;
};

interface Row {
  audiocapId: number;
  youtubeId: string;
  startSeconds: number;
  caption: string;
}

async function readRows(file: string): Promise<Row[]> {
  const records = await readCsv(file, ['audiocap_id', 'youtube_id', 'start_time', 'caption']);
  return records.map((record) => toRow(file, record)).sort((a, b) => a.audiocapId - b.audiocapId);
}

function toRow(file: string, { line, values }: CsvRecord): Row {
  const whole = (column: string): number => {
    if (/^\d+$/.test(values[column]!)) return Number(values[column]);
    throw new AccError('corpus/not-as-published', {
      message: `the ${column} "${values[column]}" is not a whole number`,
      file,
      line,
      hint: 'AudioCaps gives ids and seconds as whole numbers; a spreadsheet may have changed them',
    });
  };
  return {
    audiocapId: whole('audiocap_id'),
    youtubeId: values.youtube_id!,
    startSeconds: whole('start_time'),
    caption: values.caption!.trim(),
  };
}

function groupByClip(rows: readonly Row[]): Row[][] {
  const clips = new Map<string, Row[]>();
  for (const row of rows) {
    const clip = clips.get(row.youtubeId);
    if (clip) clip.push(row);
    else clips.set(row.youtubeId, [row]);
  }
  return [...clips.values()];
}

function toClip(
  rows: readonly Row[],
  split: Split,
  index: AudioIndex,
  names: readonly string[],
): CaptionedClip | Pick<LeftOut, 'id' | 'reason'> {
  const { youtubeId: id, startSeconds } = rows[0]!;
  const [caption, ...references] = rows.flatMap((row) => row.caption || []);
  if (caption === undefined) return { id, reason: 'it has no caption' };
  const file = findAudio(
    index,
    names.map((name) => fill(name, id, startSeconds)),
  );
  return file ? { id, caption, references, file, split } : { id, reason: noAudio };
}

function fill(name: string, id: string, startSeconds: number): string {
  const startMs = startSeconds * 1000;
  const columns: Record<string, string | number> = {
    youtube_id: id,
    start_time: startSeconds,
    start_ms: startMs,
    end_ms: startMs + clipMs,
  };
  return name.replace(/\{(\w+)\}/g, (_, column: string) => String(columns[column]));
}
