import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AccError, fileError, inUnits } from '../../../core/index.js';
import { checksumFault, wrongFile } from '../checksum.js';
import type { DatasetFile } from '../types.js';
import { attempt, FetchFault } from './attempt.js';

export interface DownloadOptions {
  signal: AbortSignal;
  /** downloaded bytes, and the total if the server reports it */
  onBytes?: (done: number, total: number | undefined) => void;
  /** called before an address is retried */
  onRetry?: (why: string, seconds: number) => void;
  /** seconds before each retry of an address that sent no new bytes */
  retrySeconds?: readonly number[];
}

const defaultRetrySeconds: readonly number[] = [1, 2, 4, 8, 16];

/**
 * Downloads a file: first to PATH.part, which a later call resumes, then it is compared with size and checksum of the
 * manifest, then renamed. Each address is retried after transient failures, then the next one is tried.
 * @param urls addresses of the same file, in order
 * @throws AccError corpus/fetch-failed, corpus/wrong-file, core/disk-full, core/interrupted
 */
export async function download(
  urls: readonly string[],
  path: string,
  file: Pick<DatasetFile, 'bytes' | 'md5' | 'sha256'>,
  options: DownloadOptions,
): Promise<void> {
  const part = `${path}.part`;
  const faults: string[] = [];
  await mkdir(dirname(path), { recursive: true });
  try {
    for (const url of urls) {
      const fault = await tryAddress(url, part, file, options);
      if (fault === undefined) return await accept(part, path, file, options.signal);
      faults.push(`${url}: ${fault}`);
    }
  } catch (error) {
    if (!options.signal.aborted) throw fileError(error, part);
    throw new AccError('core/interrupted', {
      message: `the download of ${path} was stopped after ${inUnits(await sizeOf(part))}`,
      file: part,
      hint: 'the same command resumes the download',
    });
  }
  throw new AccError('corpus/fetch-failed', {
    message: `${path} could not be downloaded: ${faults.join('; ')}`,
    file: path,
    hint: `${await resumeHint(part)}use another address with --url FILE=URL, or put the file there yourself`,
  });
}

/** @returns why the download failed, or undefined on success */
async function tryAddress(
  url: string,
  part: string,
  file: Pick<DatasetFile, 'bytes' | 'md5' | 'sha256'>,
  { signal, onBytes, onRetry, retrySeconds = defaultRetrySeconds }: DownloadOptions,
): Promise<string | undefined> {
  for (let tries = 0; ; ) {
    const before = await sizeOf(part);
    try {
      await attempt(url, part, file, { signal, onBytes });
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FetchFault)) throw error;
      if (error.final) return error.message;
      if ((await sizeOf(part)) > before) tries = 0;
      const seconds = retrySeconds[tries++];
      if (seconds === undefined) return error.message;
      onRetry?.(error.message, seconds);
      await wait(seconds * 1000, undefined, { signal });
    }
  }
}

async function accept(
  part: string,
  path: string,
  file: Pick<DatasetFile, 'md5' | 'sha256'>,
  signal: AbortSignal,
): Promise<void> {
  const fault = await checksumFault(part, file, { signal });
  await rm(`${part}.json`, { force: true });
  if (fault) {
    await rm(part);
    throw wrongFile(path, fault, 'it was removed; the same command downloads it again');
  }
  await rename(part, path);
}

async function resumeHint(part: string): Promise<string> {
  const size = await sizeOf(part);
  return size === 0 ? '' : `${inUnits(size)} are kept, which the same command resumes; `;
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}
