import { AccError, type CsvRecord } from '../core/index.js';
import type { BaseRow } from './rows.js';

const columns = ['audiocap_id', 'youtube_id', 'start_time', 'caption'];

/** Whether rows are AudioCaps' own (Kim et al., "AudioCaps: Generating Captions for Audios in The Wild", 2019). */
export function isAudioCaps(records: readonly CsvRecord[]): boolean {
  return columns.every((column) => records[0]?.values[column] !== undefined);
}

/**
 * The clips of a file of AudioCaps in ascending order of audiocap_id, as AuditEval takes them; the further captions of a clip are its references.
 * @returns ids like `${youtube_id}_${start_time}`, no sound files
 * @throws 'corpus/empty-text', 'corpus/duplicate-id', 'core/csv-syntax' for an id that is no number
 */
export function toAudioCapsBases(file: string, records: readonly CsvRecord[]): BaseRow[] {
  const rows = records.map(({ line, values }) => {
    const [number, youtube, start, caption] = columns.map((column) => values[column]!.trim());
    const fail = (code: 'corpus/empty-text' | 'core/csv-syntax', message: string): AccError =>
      new AccError(code, { message, file, line });
    if (!/^\d+$/.test(number!)) throw fail('core/csv-syntax', `the audiocap_id "${number}" is no number`);
    if (!/^\d+$/.test(start!)) throw fail('core/csv-syntax', `the start_time "${start}" is no whole number of seconds`);
    if (youtube === '' || caption === '')
      throw fail('corpus/empty-text', `the ${caption === '' ? 'caption' : 'youtube_id'} is empty`);
    return { number: Number(number), id: `${youtube}_${start}`, caption: caption!, line };
  });
  const seen = new Map<number, number>();
  const clips = new Map<string, BaseRow>();
  for (const { number, id, caption, line } of rows.sort((a, b) => a.number - b.number || a.line - b.line)) {
    const first = seen.get(number);
    if (first !== undefined)
      throw new AccError('corpus/duplicate-id', {
        message: `the audiocap_id ${number} stands in line ${first} already`,
        file,
        line,
      });
    seen.set(number, line);
    const clip = clips.get(id);
    if (clip) clip.references.push(caption);
    else clips.set(id, { id, caption, references: [], file: '' });
  }
  return [...clips.values()];
}
