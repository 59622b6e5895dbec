import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AudioCapsRow, groupByClip, readAudioCaps } from '../audiocaps-rows.js';
import { findAudio, indexAudio } from './audio-index.js';
import { addCaptioned, type DatasetReader, emptyContents } from './contents.js';
import { findRoot } from './find-root.js';

/** AudioCaps clips are ten seconds long from their start_time. */
const clipSeconds = 10;

/**
 * AudioCaps: train.csv, val.csv and test.csv (audiocap_id, youtube_id, start_time in whole seconds, caption) and audio files at any
 * depth, named in one of the manifest's patterns. One clip per youtube_id; clips in the order of audiocap_id. The id of a clip
 * is its youtube_id.
 */
export const readAudiocaps: DatasetReader = async (folder, { splits, audioNames }) => {
  const root = await findRoot(folder, ['train.csv']).catch(() => findRoot(folder, ['test.csv']));
  const index = await indexAudio(folder);
  const contents = emptyContents();
  for (const split of splits) {
    const { name, file } = split;
    const path = join(root, file!);
    if (!existsSync(path)) continue;
    const rows = await readAudioCaps(path);
    const clips = groupByClip(rows, ({ youtubeId }) => youtubeId);
    contents.found.push({ name, rows: rows.length, clips: clips.size });
    for (const [id, captions] of clips) {
      const names = audioNames!.map((pattern) => fill(pattern, captions[0]!));
      addCaptioned(contents, split, {
        id,
        captions: captions.flatMap(({ caption }) => caption || []),
        file: findAudio(index, names),
      });
    }
  }
  return contents;
};

function fill(pattern: string, { youtubeId, startSeconds }: AudioCapsRow): string {
  const endSeconds = startSeconds + clipSeconds;
  const columns: Record<string, string | number> = {
    youtube_id: youtubeId,
    start_time: startSeconds,
    end_time: endSeconds,
    start_ms: startSeconds * 1000,
    end_ms: endSeconds * 1000,
  };
  return pattern.replace(/\{(\w+)\}/g, (_, column: string) => String(columns[column]));
}
