import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../../core/index.js';
import { toEvent, uniqueIds } from '../rows.js';
import type { EventClip } from '../types.js';
import { type DatasetReader, emptyContents, type FoundSplit, type LeftOut, noAudio, tally } from './contents.js';
import { findRoot } from './find-root.js';

/** The user's own bank of events: events.csv (id, category, type, description, file) and the files that it lists. */
export const readEventBank: DatasetReader = async (folder, { splits }) => {
  const { name, file: listName } = splits[0]!;
  const root = await findRoot(folder, [listName!]);
  const file = join(root, listName!);
  const rows = await readCsv(file, ['id', 'category', 'type', 'description', 'file']);
  uniqueIds(file, rows);
  const all = rows.map((row) => toEvent(root, file, row));
  const leftOut: LeftOut[] = all
    .filter((event) => !existsSync(event.file))
    .map(({ id }) => ({ id, split: name, reason: noAudio }));
  return {
    ...emptyContents(),
    events: all.filter((event) => existsSync(event.file)),
    leftOut,
    found: [countEvents(name, all)],
  };
};

/** Clips, types and categories of a bank; its labels are its types. */
export function countEvents(name: string, events: readonly EventClip[]): FoundSplit {
  const types = new Set(events.map(({ type }) => type)).size;
  const categories = new Set(events.map(({ category }) => category)).size;
  return { name, rows: events.length, types, categories, labels: tally(events.map(({ type }) => type)) };
}
