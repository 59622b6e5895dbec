import { join } from 'node:path';
import { writeJsonLines } from '../../../core/index.js';
import type { CaptionedClip, DatasetContents, LabelledClip } from '../contents.js';
import type { DatasetManifest } from '../types.js';
import { writeBases, writeEvents } from './tables.js';

/** The parts that an import can write; a dataset has one or two of them. */
export const importParts = ['bases', 'events', 'captions', 'task'] as const;

export type ImportPart = (typeof importParts)[number];

export interface Placed {
  /** index among the clips of the part */
  place: number;
  /** relative to the folder of the import */
  path: string;
}

export interface Candidate {
  id: string;
  split: string;
  file: string;
  caption?: string;
  references?: readonly string[];
}

/** A file that an import writes, and its candidate clips. */
export interface Part {
  part: ImportPart;
  target: string;
  clips: Candidate[];
  forMixing: boolean;
  write(out: string, placed: readonly Placed[]): Promise<void>;
}

/** The parts of a dataset as files. */
export function partsOf({ gives }: DatasetManifest, { captioned, labelled, events }: DatasetContents): Part[] {
  const parts: Part[] = [];
  if (gives.bases)
    parts.push({
      part: 'bases',
      target: 'bases.csv',
      clips: captioned,
      forMixing: true,
      write: (out, placed) =>
        writeBases(
          join(out, 'bases.csv'),
          joined(captioned, placed, (clip, file) => ({ ...clip, file })),
        ),
    });
  if (gives.events)
    parts.push({
      part: 'events',
      target: 'events.csv',
      clips: events.map((event) => ({ ...event, split: event.split ?? 'events' })),
      forMixing: true,
      write: (out, placed) =>
        writeEvents(
          join(out, 'events.csv'),
          joined(events, placed, (event, file) => ({ ...event, file })),
        ),
    });
  if (gives.captions) parts.push(linesPart('captions', `captions-${gives.captions}.jsonl`, captioned, captionItem));
  if (gives.task)
    parts.push(
      linesPart(
        'task',
        `tasks/${gives.task}.jsonl`,
        labelled.map((item) => ({ ...item, file: item.audio })),
        labelItem,
      ),
    );
  return parts;
}

function linesPart<T extends Candidate>(
  part: ImportPart,
  target: string,
  clips: T[],
  item: (clip: T, path: string) => object,
): Part {
  const test = clips.filter(({ split }) => split === 'test');
  return {
    part,
    target,
    clips: test,
    forMixing: false,
    write: (out, placed) => writeJsonLines(join(out, target), joined(test, placed, item)),
  };
}

function captionItem({ id, caption, references }: CaptionedClip, audio: string): object {
  return { id, audio, references: [caption, ...references] };
}

function labelItem({ id, label }: LabelledClip, audio: string): object {
  return { id, audio, label };
}

/** The clips whose audio was placed, with its path. */
function joined<T, R>(clips: readonly T[], placed: readonly Placed[], make: (clip: T, path: string) => R): R[] {
  return placed.map(({ place, path }) => make(clips[place]!, path));
}
