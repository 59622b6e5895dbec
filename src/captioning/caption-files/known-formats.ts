import { basename } from 'node:path';
import { textsInCell } from '../../core/index.js';
import type { ReadOptions } from './options.js';
import type { TextRecord } from './records.js';

/** An entry of a format with names of its own. */
export interface KnownEntry {
  /** the format and its columns, for the report of what was read */
  source: string;
  /** absent where the format has an id column like any other */
  id?: unknown;
  references: unknown[];
  /** tells apart two clips with one id, in words */
  clip?: string;
  /** the names of the clips, where the id is none */
  clips?: string[];
  /** place of the reference among those of its clip */
  order?: number;
}

/** The entry as its format defines it; undefined for one of no known format. */
export function knownEntry(record: TextRecord, options: ReadOptions): KnownEntry | undefined {
  return known.find(({ fits }) => fits(record, options))?.read(record.values);
}

type Values = TextRecord['values'];

const known: { fits(record: TextRecord, options: ReadOptions): boolean; read(values: Values): KnownEntry }[] = [
  { fits: isAudioCaps, read: audioCaps },
  { fits: isBaseClip, read: baseClip },
  { fits: isSwiftRow, read: swiftRow },
];

const audioCapsColumns = ['audiocap_id', 'youtube_id', 'start_time', 'caption'];

/** AudioCaps has one row per caption: audiocap_id counts the captions, youtube_id names the clip. */
function isAudioCaps({ values }: TextRecord, { candidateColumn }: ReadOptions): boolean {
  return candidateColumn !== 'caption' && audioCapsColumns.every((column) => column in values);
}

function audioCaps({ audiocap_id: order, youtube_id: id, start_time: start, caption }: Values): KnownEntry {
  const number = Number(order);
  return {
    source: 'youtube_id and caption of AudioCaps',
    id,
    references: [caption],
    clip: `the excerpt from ${start} s`,
    ...(Number.isFinite(number) && { order: number }),
  };
}

/** The kit's bases.csv: the caption, and further references in one cell. */
function isBaseClip({ values, format }: TextRecord, { candidateColumn }: ReadOptions): boolean {
  return format === 'csv' && candidateColumn !== 'caption' && 'caption' in values && 'references' in values;
}

function baseClip({ caption, references }: Values): KnownEntry {
  const texts = [String(caption), ...textsInCell(String(references))].filter((text) => text.trim() !== '');
  return { source: 'caption and references of base clips', references: [...new Set(texts)] };
}

/** A row of `swift infer` (response, labels, messages), or of a data set for ms-swift (messages). */
function isSwiftRow({ values }: TextRecord): boolean {
  return Array.isArray(values.messages) || ('response' in values && 'labels' in values);
}

/** `label` is the only extra member that ms-swift keeps, so it carries the id; without it, the sound files name the row. */
function swiftRow({ response, labels, label, messages, audios }: Values): KnownEntry {
  const right = response === undefined ? lastAnswer(messages) : labels;
  const files = (Array.isArray(audios) ? audios : []).map(audioPath).filter(Boolean);
  const clips = files.map((path) => basename(path.replaceAll('\\', '/')));
  return {
    source: response === undefined ? 'the last answer in messages' : 'labels of ms-swift',
    references: right === undefined || right === null ? [] : [right],
    ...(clips.length > 0 && { clips }),
    ...(typeof label === 'string'
      ? { id: label }
      : clips.length > 0 && { id: clips.join(' + '), clip: files.join(' + ') }),
  };
}

function lastAnswer(messages: unknown): unknown {
  const turns = (Array.isArray(messages) ? messages : []) as { role?: unknown; content?: unknown }[];
  return turns.findLast((turn) => turn?.role === 'assistant')?.content;
}

/** ms-swift writes a path, or an object with it. */
function audioPath(audio: unknown): string {
  if (typeof audio === 'string') return audio;
  const path = (audio as { path?: unknown } | null)?.path;
  return typeof path === 'string' ? path : '';
}
