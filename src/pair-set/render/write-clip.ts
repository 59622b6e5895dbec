import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { fileError, sha256 } from '../../core/index.js';

export interface WrittenClip {
  /** relative to the folder */
  file: string;
  sha256: string;
}

/** Writes a clip under a temporary name first, so that a file with the final name is always complete. */
export function writeClip(folder: string, id: string, bytes: Uint8Array, hash: string): WrittenClip {
  const clip = { file: `clips/${fileName(id)}.wav`, sha256: hash };
  const path = join(folder, clip.file);
  try {
    const temporary = `${path}.${process.pid}-${threadId}.tmp`;
    writeFileSync(temporary, bytes);
    if (existsSync(path)) chmodSync(temporary, statSync(path).mode & 0o7777); // a replaced file keeps its mode
    renameSync(temporary, path);
  } catch (error) {
    throw fileError(error, path);
  }
  return clip;
}

/** The same for a clip that another thread, or an earlier rendering, may have written: an intact file is kept. */
export function writeSharedClip(folder: string, id: string, bytes: Uint8Array, hash: string): WrittenClip {
  const clip = { file: `clips/${fileName(id)}.wav`, sha256: hash };
  return isIntact(folder, clip) ? clip : writeClip(folder, id, bytes, hash);
}

/** Whether the file of a clip exists and has its hash. */
export function isIntact(folder: string, { file, sha256: hash }: WrittenClip): boolean {
  const path = join(folder, file);
  try {
    return existsSync(path) && sha256(readFileSync(path)) === hash;
  } catch {
    return false; // unreadable: it is written again, which reports the reason
  }
}

const maximumNameLength = 180;

/** Ids may be long and contain any character; file names contain only what every file system accepts. */
function fileName(id: string): string {
  const name = id.replace(/[^\w.+-]/gu, encodeURIComponent);
  return name.length <= maximumNameLength
    ? name
    : `${name.slice(0, maximumNameLength - 17)}-${sha256(id).slice(0, 16)}`;
}
