import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { fileError, sha256 } from '../../core/index.js';

export interface WrittenClip {
  /** relative to the folder */
  file: string;
  sha256: string;
}

/** Writes a clip under another name first, so that a file of the right name is always whole. */
export function writeClip(folder: string, id: string, bytes: Uint8Array, hash: string): WrittenClip {
  const clip = { file: `clips/${fileName(id)}.wav`, sha256: hash };
  const path = join(folder, clip.file);
  try {
    const temporary = `${path}.${process.pid}-${threadId}.tmp`;
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
  } catch (error) {
    throw fileError(error, path);
  }
  return clip;
}

/** The same for a clip that another thread, or an earlier rendering, may have written: then nothing is done. */
export function writeSharedClip(folder: string, id: string, bytes: Uint8Array, hash: string): WrittenClip {
  const clip = { file: `clips/${fileName(id)}.wav`, sha256: hash };
  return isThere(folder, clip) ? clip : writeClip(folder, id, bytes, hash);
}

/** Whether the file of a clip has its bytes. */
export function isThere(folder: string, { file, sha256: hash }: WrittenClip): boolean {
  const path = join(folder, file);
  try {
    return existsSync(path) && sha256(readFileSync(path)) === hash;
  } catch {
    return false; // unreadable: it is written again, and that error has the reason
  }
}

const longestName = 180;

/** Ids may hold any character and be long; file names hold what every file system takes. */
function fileName(id: string): string {
  const name = id.replace(/[^\w.+-]/gu, encodeURIComponent);
  return name.length <= longestName ? name : `${name.slice(0, longestName - 17)}-${sha256(id).slice(0, 16)}`;
}
