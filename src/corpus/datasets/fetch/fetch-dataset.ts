import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, inUnits, lockFolder, type Progress, requireSpace } from '../../../core/index.js';
import { checksumFault, wrongFile } from '../checksum.js';
import { isThere } from '../on-disk.js';
import type { DatasetFile, DatasetManifest } from '../types.js';
import { unpack } from '../unpack/index.js';
import { download } from './download.js';

export interface FetchOptions {
  /** folder of the dataset */
  into: string;
  /** these files alone, by name, with the other volumes of an archive */
  files?: readonly string[];
  /** also what the paper's experiments do not need */
  all?: boolean;
  /** other addresses, by file */
  urls?: Readonly<Record<string, string>>;
  /** an address that has all files below it, by their names */
  mirror?: string;
  /** archives are removed once they are unpacked */
  removeArchives?: boolean;
  signal: AbortSignal;
  log(line: string): void;
  onProgress?: (progress: Progress) => void;
  retrySeconds?: readonly number[];
}

/** What a fetch left in the folder. */
export interface Fetched {
  name: string;
  into: string;
  files: { name: string; state: 'fetched' | 'already there'; unpackedInto?: string }[];
  /** what remains to be done by hand */
  manual: readonly string[];
}

/**
 * Fetches and unpacks the files of a dataset, after the licence and the sizes have been said and the space has been looked at.
 * What is there is not fetched again; of two at once one waits for the other.
 * @throws AccError corpus/manual-step where nothing can be fetched, corpus/unknown-dataset for a file that it does not have, and
 * what download and unpack throw
 */
export async function fetchDataset(manifest: DatasetManifest, options: FetchOptions): Promise<Fetched> {
  const { into, signal, log } = options;
  const files = wanted(manifest, options);
  const missing = files.filter((file) => !isThere(file, into) && !existsSync(join(into, file.name)));
  announce(manifest, missing, options);
  await mkdir(into, { recursive: true });
  await requireSpace(into, bytesNeeded(manifest, missing, files), `fetching ${manifest.title}`);
  const lock = await lockFolder(into, {
    signal,
    waiting: (owner) => log(`waiting for ${owner}, which uses ${into}`),
  });
  const own = { ...options, signal: lock.signal };
  try {
    // whoever had the lock may have fetched some
    for (const file of missing) if (!existsSync(join(into, file.name))) await fetchOne(file, own);
    const unpacked = files.filter(({ unpackInto }) => unpackInto);
    for (const file of unpacked) await unpackOne(file, missing.includes(file), own);
  } finally {
    await lock.release();
  }
  return {
    name: manifest.name,
    into,
    files: files.map((file) => ({
      name: file.name,
      state: missing.includes(file) ? 'fetched' : 'already there',
      ...(file.unpackInto && { unpackedInto: join(into, file.unpackInto) }),
    })),
    manual: manifest.manual,
  };
}

function wanted(
  { title, distribution, manual }: DatasetManifest,
  { files: named, all, urls }: FetchOptions,
): DatasetFile[] {
  const fetchable = distribution.filter(({ inside }) => !inside);
  if (fetchable.length === 0)
    throw new AccError('corpus/manual-step', {
      message: `${title} cannot be fetched by a program`,
      hint: manual.map((step, place) => `${place + 1}. ${step}`).join('\n  '),
    });
  const given = [...(named ?? []), ...Object.keys(urls ?? {})];
  const unknown = given.find((name) => !fetchable.some((file) => file.name === name));
  if (unknown !== undefined)
    throw new AccError('corpus/unknown-dataset', {
      message: `${title} has no file "${unknown}"`,
      hint: `its files are ${fetchable.map(({ name }) => name).join(', ')}`,
    });
  const parts = fetchable.filter(({ name }) => named?.includes(name)).flatMap((file) => file.parts);
  return fetchable.filter(({ name, optional }) =>
    named ? named.includes(name) || parts.includes(name) : all || !optional,
  );
}

function announce(
  { title, licence, reminder, citation, size }: DatasetManifest,
  missing: DatasetFile[],
  options: FetchOptions,
): void {
  const { log, into } = options;
  log(`${title}: ${reminder}`);
  log(`  licence: ${licence}`);
  log(`  cite: ${citation}`);
  log(`  size: ${size}`);
  log(missing.length === 0 ? `  everything is in ${into} already` : `  into ${into}:`);
  for (const { name, bytes } of missing) log(`    ${name}, ${bytes ? inUnits(bytes) : 'size not published'}`);
}

/** What is not published is told by the server later, and looked at then. */
function bytesNeeded(
  { fetchBytes = 0 }: DatasetManifest,
  missing: readonly DatasetFile[],
  files: readonly DatasetFile[],
): number {
  const known = missing.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  return missing.length === files.length ? Math.max(known, fetchBytes) : known;
}

async function fetchOne(file: DatasetFile, options: FetchOptions): Promise<void> {
  const { into, urls = {}, mirror, signal, log, onProgress, retrySeconds } = options;
  const { name } = file;
  const own = urls[name] ?? (mirror && `${mirror.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
  await download(own ? [own] : [file.url, ...file.mirrors], join(into, name), file, {
    signal,
    onRetry: (why, seconds) => log(`  ${name}: ${why}; again in ${seconds} s`),
    onBytes: (done, total) => total !== undefined && onProgress?.({ done, total, note: name }),
    ...(retrySeconds && { retrySeconds }),
  });
  log(`  ${name}: ${file.md5 || file.sha256 ? 'fetched, checksum as published' : 'fetched; no checksum is published'}`);
}

/** An archive that was there before is compared first: a person may have put it there. */
async function unpackOne(file: DatasetFile, fetched: boolean, options: FetchOptions): Promise<void> {
  const { into, removeArchives, signal, log, onProgress } = options;
  const target = join(into, file.unpackInto!);
  if (!existsSync(target)) {
    const archive = join(into, file.name);
    const fault = fetched ? undefined : await checksumFault(archive, file, { signal });
    if (fault) throw wrongFile(archive, fault, 'remove it and run the same command again');
    log(`  ${file.name}: unpacking`);
    await unpack(archive, target, { signal, onProgress, parts: file.parts });
  }
  if (removeArchives) for (const name of [file.name, ...file.parts]) await rm(join(into, name), { force: true });
}
