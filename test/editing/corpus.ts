import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { writeWav } from '../../src/audio/index.js';
import { randomStream } from '../../src/core/index.js';
import type { BaseClip, Corpus, EventClip, Split } from '../../src/corpus/index.js';

/** Noise that swells and fades, peaking at about `amplitude`: nothing about it is regular. */
export function noise(seed: number, frames: number, amplitude: number): Float32Array {
  const random = randomStream(seed, 'noise');
  return Float32Array.from(
    { length: frames },
    (_, i) => amplitude * (0.2 + 0.8 * Math.abs(Math.sin((3 * i) / frames))) * random.uniform(-1, 1),
  );
}

const captions = ['Rain falls while a dog barks.', 'Wind blows.', 'An engine idles', 'Waves crash, and birds sing.'];
const descriptions = ['dog barking', 'bell ringing', 'machine beeping', 'bird singing', 'drum beating'];

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A temporary folder that goes when the tests of the file are over. */
export async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acc-editing-'));
  folders.push(folder);
  return folder;
}

/** A corpus of noises on disk: the last base is for testing, the others for training. */
export async function noiseCorpus(
  folder: string,
  {
    seconds = 0.5,
    sampleRate = 16_000,
    amplitude = 0.3,
  }: Partial<Record<'seconds' | 'sampleRate' | 'amplitude', number>> = {},
): Promise<Corpus> {
  const write = async (id: string, seed: number, length: number): Promise<string> => {
    const file = join(folder, `${id}.wav`);
    await writeWav(file, { samples: noise(seed, Math.round(length * sampleRate), amplitude), sampleRate });
    return file;
  };
  const bases = captions.map(async (caption, k): Promise<BaseClip> => {
    const split: Split = k === captions.length - 1 ? 'test' : 'train';
    return { id: `base${k}`, caption, references: [], split, file: await write(`base${k}`, k, seconds) };
  });
  const events = descriptions.map(async (description, k): Promise<EventClip> => {
    const id = `event${k}`;
    return { id, category: 'Animals', type: description, description, file: await write(id, 100 + k, seconds * 0.7) };
  });
  const corpus = {
    name: 'noises',
    folder,
    synthetic: true,
    bases: await Promise.all(bases),
    events: await Promise.all(events),
  };
  await writeTable(corpus.bases, ['id', 'caption', 'file', 'split'], join(folder, 'bases.csv'));
  await writeTable(corpus.events, ['id', 'category', 'type', 'description', 'file'], join(folder, 'events.csv'));
  return corpus;
}

/** A CSV file with the columns of some rows, files relative to its folder. */
async function writeTable<Row extends { file: string }>(
  rows: readonly Row[],
  columns: readonly (keyof Row & string)[],
  csv: string,
): Promise<void> {
  const cell = (row: Row, column: keyof Row): string => (column === 'file' ? basename(row.file) : String(row[column]));
  const lines = rows.map((row) => columns.map((column) => `"${cell(row, column)}"`).join(','));
  await writeFile(csv, [columns.join(','), ...lines, ''].join('\n'));
}
