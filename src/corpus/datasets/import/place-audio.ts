import { copyFile, link, mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileError, sha256 } from '../../../core/index.js';

/** 'link' makes a second name for the same bytes, which takes no space; 'copy' copies them. */
export type Placing = 'link' | 'copy';

/**
 * Names for the audio of a corpus, of its ids. A character that some system does not allow in a name becomes _. Where that, or
 * a system that does not tell capitals from small letters, would give two clips one name, part of the id's hash is added.
 * @returns what gives the name of an id's file, below `folder`
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

/** Puts a sound file into a corpus. A link that another device or the file system does not allow becomes a copy. */
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
