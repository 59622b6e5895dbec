import { copyFile, link, mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileError, sha256 } from '../../../core/index.js';

/** 'link' creates a hard link, which takes no space; 'copy' copies the file. */
export type Placing = 'link' | 'copy';

/**
 * File names for the audio of a corpus, derived from its ids. Characters that some systems do not allow become _. Where that, or
 * a case-insensitive file system, would give two clips one name, part of the id's hash is added.
 * @returns a function that returns the file name for an id, below `folder`
 */
export function audioNames(folder: string): (id: string, source: string) => string {
  const taken = new Set<string>();
  return (id, source) => {
    const plain = id.normalize('NFC').replace(/[^\p{L}\p{N} ._-]/gu, '_');
    const free = !taken.has(plain.toLowerCase()) && plain === id;
    const stem = free ? plain : `${plain}-${sha256(id).slice(0, 8)}`;
    taken.add(stem.toLowerCase());
    return `${folder}/${stem}${extname(source).toLowerCase()}`;
  };
}

/** Places an audio file in a corpus. If a link is impossible (other device or file system), the file is copied. */
export async function placeAudio(source: string, out: string, path: string, placing: Placing): Promise<void> {
  const target = join(out, path);
  try {
    const from = await realpath(source);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    if (placing === 'copy') await copyFile(from, target);
    else await link(from, target).catch(() => copyFile(from, target));
  } catch (error) {
    throw fileError(error, target);
  }
}
