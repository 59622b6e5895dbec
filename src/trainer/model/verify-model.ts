import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AccError, canonicalJson, type Progress, passedOn, rememberPassed, sha256 } from '../../core/index.js';
import { type PublishedFile, publishedFiles } from './published-hashes.js';

const check = 'verified-models';

/** What is known of the content of a model's files. */
export type Verification =
  /** every file has its published hash */
  | { state: 'verified'; date: string; files: number; bytes: number }
  /** hashes are known, and have not been compared with these files yet */
  | { state: 'unverified'; files: number; bytes: number }
  /** there is nothing to compare with */
  | { state: 'no hashes' };

/**
 * Whether the files of a model were compared with their published hashes. Only sizes and modification times are read.
 * @param folder of the model
 */
export async function modelVerification(folder: string): Promise<Verification> {
  const { files, bytes, key } = await listed(folder);
  if (files.length === 0) return { state: 'no hashes' };
  const date = await passedOn(check, key);
  return { ...(date ? { state: 'verified', date } : { state: 'unverified' }), files: files.length, bytes };
}

/**
 * Compares the content of a model's files with their published hashes, and remembers that they are equal until a size or modification time changes.
 * @throws AccError 'trainer/model-damaged' with the first file that differs
 */
export async function verifyModel(
  folder: string,
  { signal, progress }: { signal: AbortSignal; progress(progress: Progress): void },
): Promise<void> {
  const { files, bytes: total, key } = await listed(folder);
  let done = 0;
  for (const { file, hash, size } of files) {
    const found = await hashOf(file, hash, size, (bytes) => {
      signal.throwIfAborted();
      done += bytes;
      progress({ done, total });
    });
    if (found !== hash) throw differs(file, hash, found);
  }
  if (files.length === 0) return;
  await rememberPassed(check, key);
}

interface ListedFile extends PublishedFile {
  size: number;
}

async function listed(folder: string): Promise<{ files: ListedFile[]; bytes: number; key: string }> {
  const files: (ListedFile & { changed: number })[] = [];
  for (const published of await publishedFiles(folder)) {
    const { size, mtimeMs } = await stat(published.file);
    files.push({ ...published, size, changed: mtimeMs });
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { files, bytes, key: sha256(canonicalJson(files)) };
}

async function hashOf(
  file: string,
  published: string,
  size: number,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const isGit = published.length === 40;
  const hash = createHash(isGit ? 'sha1' : 'sha256');
  if (isGit) hash.update(`blob ${size}\0`);
  for await (const part of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    hash.update(part);
    onBytes(part.length);
  }
  return hash.digest('hex');
}

function differs(file: string, published: string, found: string): AccError {
  return new AccError('trainer/model-damaged', {
    message: `${file} is not the published file: its hash is ${found.slice(0, 12)}…, not ${published.slice(0, 12)}…`,
    file,
    hint: 'remove that file, and fetch the model again: what is whole is kept',
  });
}
