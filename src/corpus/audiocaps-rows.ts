import { AccError, assertUniqueIds, type CsvRecord, readCsv } from '../core/index.js';
import { assertCharacters, type BaseRow } from './rows.js';

/** One caption of a clip, as AudioCaps lists it. */
export interface AudioCapsRow {
  audiocapId: number;
  youtubeId: string;
  startSeconds: number;
  caption: string;
  line: number;
}

const columns = ['audiocap_id', 'youtube_id', 'start_time', 'caption'];

/** The rows of train.csv, val.csv or test.csv in ascending order of audiocap_id. */
export async function readAudioCaps(file: string): Promise<AudioCapsRow[]> {
  return inOrder(await readCsv(file, columns, {}, (record) => toAudioCapsRow(file, record)));
}

/** Whether a row has the columns of AudioCaps (Kim et al., "AudioCaps: Generating Captions for Audios in The Wild", 2019). */
export function isAudioCaps({ values }: CsvRecord): boolean {
  return columns.every((column) => values[column] !== undefined);
}

/** @throws AccError 'corpus/not-as-published' for an id or a start that is not a whole number */
export function toAudioCapsRow(file: string, { line, values }: CsvRecord): AudioCapsRow {
  const text = (column: string): string => values[column]!.trim();
  const whole = (column: string): number => {
    if (/^\d+$/.test(text(column))) return Number(text(column));
    throw new AccError('corpus/not-as-published', {
      message: `the ${column} "${values[column]}" is not a whole number`,
      file,
      line,
      hint: 'AudioCaps has whole numbers for ids and seconds; a spreadsheet program may have changed them',
    });
  };
  return {
    audiocapId: whole('audiocap_id'),
    youtubeId: text('youtube_id'),
    startSeconds: whole('start_time'),
    caption: text('caption'),
    line,
  };
}

/**
 * The clips of a file of AudioCaps in ascending order of audiocap_id, as in AuditEval; further captions of a clip are its references.
 * @returns ids like `${youtube_id}_${start_time}`, no sound files
 * @throws 'corpus/empty-text', 'corpus/duplicate-id'
 */
export function toAudioCapsBases(file: string, rows: readonly AudioCapsRow[]): BaseRow[] {
  const ordered = inOrder(rows);
  for (const row of ordered) requireText(file, row);
  assertUniqueIds(
    ordered,
    ({ audiocapId }) => String(audiocapId),
    (id, { line }, first) => {
      const message = `duplicate audiocap_id ${id}, first in line ${first.line}`;
      return new AccError('corpus/duplicate-id', { message, file, line });
    },
  );
  const clips = groupByClip(ordered, ({ youtubeId, startSeconds }) => `${youtubeId}_${startSeconds}`);
  return Array.from(clips, ([id, [first, ...others]]) => ({
    id,
    caption: first!.caption,
    references: others.map(({ caption }) => caption),
    file: '',
  }));
}

/** Groups rows by the id of their clip, in their order. */
export function groupByClip(
  rows: readonly AudioCapsRow[],
  idOf: (row: AudioCapsRow) => string,
): Map<string, AudioCapsRow[]> {
  const clips = new Map<string, AudioCapsRow[]>();
  for (const row of rows) {
    const id = idOf(row);
    const clip = clips.get(id);
    if (clip) clip.push(row);
    else clips.set(id, [row]);
  }
  return clips;
}

function inOrder(rows: readonly AudioCapsRow[]): AudioCapsRow[] {
  return [...rows].sort((a, b) => a.audiocapId - b.audiocapId || a.line - b.line);
}

function requireText(file: string, { youtubeId, caption, line }: AudioCapsRow): void {
  assertCharacters(caption, 'the caption', file, line);
  if (youtubeId !== '' && caption !== '') return;
  const message = `the ${caption === '' ? 'caption' : 'youtube_id'} is empty`;
  throw new AccError('corpus/empty-text', { message, file, line });
}
