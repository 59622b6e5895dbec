import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import { type CountFault, checkCounts } from './check-counts.js';
import { checksumFault } from './checksum.js';
import { type DatasetContents, noAudio } from './contents.js';
import { findRoot } from './find-root.js';
import { findFaults, type WorkOptions } from './import/index.js';
import { nothingFound } from './nothing-found.js';
import { readDataset } from './read-dataset.js';
import type { DatasetFile, DatasetManifest } from './types.js';

export const fileStates = ['ok', 'missing', 'wrong size', 'wrong hash', 'unreadable'] as const;

export type FileState = (typeof fileStates)[number];

/** A file with a problem. */
export interface FileProblem {
  /** relative to the folder, or the id of a clip whose file is missing */
  file: string;
  state: Exclude<FileState, 'ok'>;
  detail: string;
  /** how to fix it */
  remedy: string;
}

export interface Verification {
  name: string;
  folder: string;
  counts: Record<FileState, number>;
  problems: FileProblem[];
  /** counts of rows and labels that differ from the published ones */
  rows: CountFault[];
}

/**
 * Compares the files on disk with the manifest: presence, size, checksum, and whether the audio is readable. An archive
 * may be missing if its contents are unpacked; optional files may be missing.
 * @throws AccError core/file-missing if the folder does not exist, corpus/nothing-found if it contains no clip of the dataset, and
 * the errors of a reader for an invalid table
 */
export async function verifyDataset(
  manifest: DatasetManifest,
  from: string,
  options: WorkOptions,
): Promise<Verification> {
  const folder = resolve(from);
  const read = await readDataset(manifest, folder).catch((error: unknown) => {
    if (error instanceof AccError && error.code === 'corpus/no-dataset') return error;
    throw error;
  });
  const contents = read instanceof AccError ? undefined : read;
  const files: (Verdict | undefined)[] = [];
  for (const file of manifest.distribution)
    files.push(await verifyFile(manifest, file, folder, { ...options, readable: contents !== undefined }));
  const clips = contents ? await verifyClips(manifest, contents, folder, options) : [];
  if (contents && clips.length === 0) throw await nothingFound(manifest, folder);
  const verdicts: Verdict[] = [...files.flatMap((verdict) => verdict ?? []), ...clips];
  if (read instanceof AccError && !verdicts.some((verdict) => verdict !== 'ok'))
    verdicts.push({ file: '.', state: 'missing', detail: read.message, remedy: remedyFor(manifest) });
  const counts = Object.fromEntries(fileStates.map((state) => [state, 0])) as Verification['counts'];
  for (const verdict of verdicts) counts[verdict === 'ok' ? 'ok' : verdict.state]++;
  return {
    name: manifest.name,
    folder,
    counts,
    problems: verdicts.flatMap((verdict) => (verdict === 'ok' ? [] : verdict)),
    rows: contents ? checkCounts(manifest, contents.found) : [],
  };
}

type Verdict = FileProblem | 'ok';

/** @returns undefined if the file is not required */
async function verifyFile(
  manifest: DatasetManifest,
  file: DatasetFile,
  folder: string,
  { readable, signal, onProgress }: WorkOptions & { readable: boolean },
): Promise<Verdict | undefined> {
  const name = file.inside ? basename(file.url) : file.name;
  const root = await findRoot(folder, [name]).catch(() => findInside(folder, file));
  const again = `remove it and run: acc data fetch ${manifest.name}`;
  if (!root) {
    const isOptional = file.optional || (readable && (file.inside || file.unpackInto));
    if (isOptional) return undefined;
    return { file: name, state: 'missing', detail: 'the file does not exist', remedy: remedyFor(manifest) };
  }
  const path = join(root, name);
  const { size } = await stat(path);
  const place = relative(folder, path);
  if (file.bytes !== undefined && size !== file.bytes)
    return { file: place, state: 'wrong size', detail: `${size} bytes instead of ${file.bytes}`, remedy: again };
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    onProgress?.({ done, total: size, note: `reading ${name}` });
  };
  const fault = await checksumFault(path, file, { signal, onBytes });
  if (!fault) return 'ok';
  const detail = `${fault.algorithm} ${fault.found} instead of ${fault.expected}`;
  return { file: place, state: 'wrong hash', detail, remedy: again };
}

/** A file inside an archive, deeper than findRoot searches. */
async function findInside(folder: string, { inside, url }: DatasetFile): Promise<string | undefined> {
  const root = inside ? await findRoot(folder, [url]).catch(() => undefined) : undefined;
  const path = root && join(root, url);
  return path && existsSync(path) ? dirname(path) : undefined;
}

async function verifyClips(
  manifest: DatasetManifest,
  { captioned, labelled, events, leftOut }: DatasetContents,
  folder: string,
  options: WorkOptions,
): Promise<Verdict[]> {
  const files = [
    ...new Set([...captioned, ...events].map(({ file }) => file).concat(labelled.map(({ audio }) => audio))),
  ];
  const faults = await findFaults(files, options);
  const expected = manifest.eachAudio?.bytes;
  const found = files.map(async (path): Promise<Verdict> => {
    const file = relative(folder, path);
    const size = expected === undefined ? undefined : (await stat(path)).size;
    const remedy = 'unpack the archive again; acc data import excludes clips that remain unreadable';
    if (size !== expected) return { file, state: 'wrong size', detail: `${size} bytes instead of ${expected}`, remedy };
    const fault = faults.get(path);
    // some recordings are silent
    return fault?.code === 'corpus/bad-audio' ? { file, state: 'unreadable', detail: fault.message, remedy } : 'ok';
  });
  const missing = leftOut
    .filter(({ reason }) => reason === noAudio)
    .map(
      ({ id, split, reason }): Verdict => ({
        file: `${split}: ${id}`,
        state: 'missing',
        detail: reason,
        remedy: remedyFor(manifest),
      }),
    );
  return [...(await Promise.all(found)), ...missing];
}

function remedyFor({ name, manual }: DatasetManifest): string {
  return manual.length > 0 ? `see "acc data list" for the manual steps` : `run: acc data fetch ${name}`;
}
