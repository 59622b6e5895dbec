import { ambiguous, type Entry, readEntries } from './entry.js';
import { idOf } from './id-of.js';
import type { ReadOptions } from './options.js';
import { duplicateItem, named } from './read-items.js';
import { referencesOf } from './references-of.js';

export interface References {
  id: string;
  references: string[];
  /** the clips of the item, where they are not its id: the sound files of a row for ms-swift */
  clips?: string[];
}

/**
 * Reads references: a list, columns caption_1 to caption_n, the kit's bases.csv, or one row per caption of an id, as in AudioCaps. A
 * duplicate id with several captions is captioning/duplicate-id; one that stands for two clips is captioning/ambiguous. Other errors
 * like `readItems`.
 */
export async function readReferences(
  file: string,
  { candidateColumn: _, ...options }: ReadOptions = {},
): Promise<References[]> {
  const byId = new Map<string, Read>();
  const taken = new Set<string>();
  const entries = inOrder(await readEntries(file, options));
  for (const entry of entries) {
    const [id, references] = [idOf(entry), referencesOf(entry, taken, false)];
    const before = byId.get(id);
    if (before) addRow(before, references, id, entry);
    else byId.set(id, { entry, references, several: references.length > 1 });
  }
  const rows = entries.length > byId.size ? ` of ${entries.length} entries` : '';
  options.log?.(`${file}: references of ${byId.size} items from ${named(taken)}${rows}`);
  return Array.from(byId, ([id, { references, entry }]) => {
    const clips = entry.known?.clips;
    return { id, references, ...(clips && { clips }) };
  });
}

/** References of an item and the entry that it was first found in. */
interface Read {
  entry: Entry;
  references: string[];
  /** whether that entry has several references, so that another one is a fault */
  several: boolean;
}

/** The rows of AudioCaps in the order of their captions, so that the first caption of a clip is the same in every file. */
function inOrder(entries: Entry[]): Entry[] {
  if (!entries.every(({ known }) => known?.order !== undefined)) return entries;
  return [...entries].sort((a, b) => a.known!.order! - b.known!.order!);
}

function addRow(before: Read, references: readonly string[], id: string, entry: Entry): void {
  if (before.entry.known?.clip !== entry.known?.clip)
    throw ambiguous(
      `${id} stands for ${before.entry.known?.clip} and for ${entry.known?.clip}`,
      'choose a column with one id per clip with --id-column NAME',
      entry,
    );
  if (before.several || references.length > 1) throw duplicateItem(id, before.entry.record.place, entry);
  before.references.push(...references);
}
