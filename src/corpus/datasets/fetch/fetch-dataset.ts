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
  /** only these files, by name, with the other volumes of an archive */
  files?: readonly string[];
  /** also files that the paper's experiments do not need */
  all?: boolean;
  /** other addresses, by file */
  urls?: Readonly<Record<string, string>>;
  /** base address of all files */
  mirror?: string;
  /** remove archives after unpacking */
  removeArchives?: boolean;
  signal: AbortSignal;
  log(line: string): void;
  onProgress?: (progress: Progress) => void;
  retrySeconds?: readonly number[];
}

/** The result of a fetch. */
export interface Fetched {
  name: string;
  into: string;
  files: { name: string; state: 'fetched' | 'already there'; unpackedInto?: string }[];
  /** the remaining manual steps */
  manual: readonly string[];
}

/**
 * Downloads and unpacks the files of a dataset, after printing the licence and the sizes and checking the disk space.
 * Existing files are not downloaded again; concurrent calls wait for each other.
 * @throws AccError corpus/manual-step if nothing can be downloaded, corpus/unknown-dataset for an unknown file, and
 * the errors of download and unpack
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
    // the previous owner of the lock may have downloaded some
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
      message: `${title} cannot be downloaded automatically`,
      hint: manual.map((step, place) => `${place + 1}. ${step}`).join('\n  '),
    });
  const given = [...(named ?? []), ...Object.keys(urls ?? {})];
  const unknown = given.find((name) => !fetchable.some((file) => file.name === name));
  if (unknown !== undefined)
    throw new AccError('corpus/unknown-dataset', {
      message: `${title} has no file "${unknown}"`,
      hint: `available files: ${fetchable.map(({ name }) => name).join(', ')}`,
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
  log(missing.length === 0 ? `  all files are already in ${into}` : `  into ${into}:`);
  for (const { name, bytes } of missing) log(`    ${name}, ${bytes ? inUnits(bytes) : 'size not published'}`);
}

/** Unpublished sizes are reported by the server later and checked then. */
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
    onRetry: (why, seconds) => log(`  ${name}: ${why}; retrying in ${seconds} s`),
    onBytes: (done, total) => total !== undefined && onProgress?.({ done, total, note: name }),
    ...(retrySeconds && { retrySeconds }),
  });
  log(
    `  ${name}: ${file.md5 || file.sha256 ? 'downloaded, checksum matches' : 'downloaded; no checksum is published'}`,
  );
}

/** An existing archive is verified first: the user may have put it there. */
async function unpackOne(file: DatasetFile, fetched: boolean, options: FetchOptions): Promise<void> {
  const { into, removeArchives, signal, log, onProgress } = options;
  const target = join(into, file.unpackInto!);
  if (!isThere(file, into)) {
    const archive = join(into, file.name);
    const fault = fetched ? undefined : await checksumFault(archive, file, { signal });
    if (fault) throw wrongFile(archive, fault, 'remove it and run the same command again');
    log(`  ${file.name}: unpacking`);
    await unpack(archive, target, { signal, onProgress, parts: file.parts });
  }
  if (removeArchives) for (const name of [file.name, ...file.parts]) await rm(join(into, name), { force: true });
}
