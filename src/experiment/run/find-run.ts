import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AccError, kitRoot, unlessMissing } from '../../core/index.js';
import { anyRecorded } from '../run-name.js';
import { lastRun, type RunEntry, runNames } from './history.js';
import { unpackRun } from './recorded/index.js';
import { defaultStore } from './store.js';

/** A finished run: of a store, recorded in the kit, or imported. The entry of the last two has `recorded`. */
export interface FoundRun {
  /** as it was asked for: "tiny", "recorded/tiny", "imported/theirs"; what "recorded" stands for */
  name: string;
  /** the folder with its stages */
  root: string;
  /** its name in that store */
  ownName: string;
  entry: RunEntry;
}

/**
 * Finds the last run of a name. `recorded/NAME` is a run of the kit, `imported/NAME` one of "acc import"; both need Node alone. `recorded` is the
 * recorded run for reading without training.
 * @throws AccError 'experiment/no-run', 'experiment/bad-run', and what unpackRun throws
 */
export async function findRun(asked: string, store: string = defaultStore()): Promise<FoundRun> {
  const root = resolve(store);
  const name = asked === anyRecorded ? `recorded/${forReading[0]}` : asked;
  const [place, rest] = splitName(name);
  if (place === undefined) return { name, root, ownName: name, entry: await lastRun(root, name) };
  const file = recordedFile(place, rest, root);
  if (!existsSync(file)) throw await noRun(name, file, root);
  const unpacked = await unpackRun(file);
  const [ownName] = await runNames(unpacked);
  return { name, root: unpacked, ownName: ownName!, entry: await lastRun(unpacked, ownName!) };
}

/** The recorded runs of the kit for reading without training, the first one as "recorded". */
export const forReading: readonly [string, ...string[]] = ['small', 'tiny'];

/** Where recorded runs lie. */
export type RunPlace = 'recorded' | 'imported';

const places: readonly RunPlace[] = ['recorded', 'imported'];

/** The zip file of a recorded run. */
export function recordedFile(place: RunPlace, name: string, store: string): string {
  return join(folderOf(place, store), `${name}.zip`);
}

/** The names of the recorded runs of the kit, "recorded/tiny", or of the imported ones of a store, "imported/theirs"; sorted. */
export async function recordedNames(place: RunPlace, store: string = defaultStore()): Promise<string[]> {
  const files = await unlessMissing(readdir(folderOf(place, store)), []);
  const zips = files.filter((file) => file.endsWith('.zip')).sort();
  return zips.map((file) => `${place}/${file.slice(0, -'.zip'.length)}`);
}

function folderOf(place: RunPlace, store: string): string {
  return join(place === 'recorded' ? kitRoot() : store, place);
}

/** "recorded" and "tiny" of "recorded/tiny". */
export function splitName(name: string): [place: RunPlace | undefined, rest: string] {
  const place = places.find((one) => name.startsWith(`${one}/`));
  return [place, place === undefined ? name : name.slice(place.length + 1)];
}

async function noRun(name: string, file: string, store: string): Promise<AccError> {
  const known = (await Promise.all(places.map((place) => recordedNames(place, store)))).flat();
  return new AccError('experiment/no-run', {
    message: `there is no run "${name}"`,
    file,
    hint:
      known.length === 0
        ? 'no run is recorded or imported here; "acc import FILE" adds one'
        : `recorded and imported: ${known.join(', ')}`,
  });
}
