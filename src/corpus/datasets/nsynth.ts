import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, parseJson, readText } from '../../core/index.js';
import { type DatasetReader, emptyContents, type LabelledClip, type LeftOut, noAudio, tally } from './contents.js';
import { findRoot } from './find-root.js';

/** NSynth: examples.json, one object keyed by note_str with instrument_family_str, and audio/NOTE.wav beside it. */
export const readNsynth: DatasetReader = async (folder, { splits, labels }) => {
  const { name, as, file: listName } = splits[0]!;
  const root = await findRoot(folder, [listName!]);
  const file = join(root, listName!);
  const notes = Object.entries(await readNotes(file));
  const items = notes.map(([id, note]) => ({ id, label: familyOf(id, note, labels, file) }));
  const labelled: LabelledClip[] = [];
  const leftOut: LeftOut[] = [];
  for (const { id, label } of items) {
    const audio = join(root, 'audio', `${id}.wav`);
    if (existsSync(audio)) labelled.push({ id, audio, label, split: as! });
    else leftOut.push({ id, split: name, reason: noAudio });
  }
  const found = [{ name, rows: items.length, labels: tally(items.map(({ label }) => label)) }];
  return { ...emptyContents(), labelled, leftOut, found };
};

async function readNotes(file: string): Promise<object> {
  const value = parseJson(await readText(file), file, 'corpus/not-as-published');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new AccError('corpus/not-as-published', {
    message: 'the file is not an object of notes',
    file,
    hint: 'NSynth has {"bass_synthetic_068-049-025": {"instrument_family_str": "bass", …}, …}',
  });
}

function familyOf(id: string, note: unknown, labels: Readonly<Record<string, string>>, file: string): string {
  const family = (note as { instrument_family_str?: unknown } | null)?.instrument_family_str;
  const label = labels[String(family)];
  if (label) return label;
  throw new AccError('corpus/not-as-published', {
    message: `the note "${id}" has the unknown instrument_family_str ${JSON.stringify(family)}`,
    file,
    hint: `known families: ${Object.keys(labels).join(', ')}`,
  });
}
