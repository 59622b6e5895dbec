import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { baseWav, chances, eventWav } from './synthesis.mjs';
import { caption, csv, eventRows } from './vocabulary.mjs';

/** Kinds of source files. */
export const kinds = {
  '16k-mono': { rate: 16_000, channels: 1 },
  '44k-stereo': { rate: 44_100, channels: 2 },
};

/** Of the clips that are mixed. */
export const rate = 16_000;
export const frames = 10 * rate;

/** Whole hundredths of a second, so that an event has a whole number of frames at both rates. */
const eventSeconds = (random) => 1 + Math.floor(300 * random()) / 100;

let folder;

/** A folder for all that the suite makes; gone when the process ends, however often it was interrupted. */
export async function workFolder() {
  folder ??= mkdtemp(join(tmpdir(), 'acc-bench-')).then((path) => {
    process.on('exit', () => rmSync(path, { recursive: true, force: true }));
    return path;
  });
  return folder;
}

/** @throws Error where there is less room for what the suite makes */
export async function requireRoom(gigabytes) {
  const { bavail, bsize } = await statfs(await workFolder());
  if (bavail * bsize < gigabytes * 1e9) throw new Error(`needs ${gigabytes} GB of free disk in ${tmpdir()}`);
}

const made = new Map();

/**
 * Source files of a kind, made once: so many base files and 40 events of 40 types.
 * @returns the folder and the rows of events.csv, each with its frames at the mixing rate
 */
export function sources(kind, bases, { signal }) {
  const key = `${kind}-${bases}`;
  if (!made.has(key)) made.set(key, synthesise(key, kinds[kind], bases, signal));
  return made.get(key);
}

async function synthesise(key, format, bases, signal) {
  await requireRoom(2);
  const own = join(await workFolder(), key);
  for (let i = 0; i < bases; i++) await save(join(own, baseFile(i)), baseWav(1000 + i, format), signal);
  const rows = eventRows(1, 5);
  const random = chances(7);
  const seconds = rows.map(() => eventSeconds(random));
  for (const [i, row] of rows.entries()) await save(join(own, row.file), eventWav(i, seconds[i], format), signal);
  await writeFile(join(own, 'events.csv'), csv(rows));
  return { folder: own, events: rows.map((row, i) => ({ ...row, frames: Math.round(seconds[i] * rate) })) };
}

async function save(path, bytes, signal) {
  signal.throwIfAborted();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

const baseFile = (i) => `bases/base/base-${i}.wav`;

/** A bases.csv beside the files; with more rows than files a file stands in several rows. @returns its path */
export async function basesCsv({ folder: own }, files, rows) {
  const random = chances(11);
  const path = join(own, `bases-${rows}.csv`);
  const listed = Array.from({ length: rows }, (_, i) => ({
    id: `base-${i}`,
    caption: caption(random),
    file: baseFile(i % files),
  }));
  await writeFile(path, csv(listed));
  return path;
}

/** What the peers are to mix: a base each, two events of different types, one onset. */
export function triplesOf({ events }, count) {
  const random = chances(42);
  const draw = (from) => from[Math.floor(random() * from.length)];
  const placed = ({ id, type, file, frames: length }) => ({
    id,
    type,
    file,
    frames: length,
    toBaseDb: 9 * random() - 3,
  });
  return Array.from({ length: count }, (_, i) => {
    const a = draw(events);
    const b = draw(events.filter(({ type }) => type !== a.type));
    const base = { id: `base-${i}`, file: baseFile(i) };
    return { id: `triple-${i}`, base, onset: Math.floor((2 + 4 * random()) * rate), a: placed(a), b: placed(b) };
  });
}
