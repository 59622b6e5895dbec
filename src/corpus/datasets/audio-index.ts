import { readdir } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';

/** The sound files below a folder, by their names without extension. */
export type AudioIndex = ReadonlyMap<string, readonly string[]>;

/** In the order of preference: the kit reads WAV itself. */
const extensions = ['.wav', '.flac'];

/**
 * Looks for sound files at any depth. What macOS leaves beside files on foreign disks (`._name.wav`) is no audio.
 * Names are compared in Unicode's composed form, as file systems differ.
 */
export async function indexAudio(folder: string): Promise<AudioIndex> {
  const index = new Map<string, string[]>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const extension = extname(entry.name).toLowerCase();
    if (entry.isDirectory() || isHidden(relative(folder, join(entry.parentPath, entry.name)))) continue;
    if (!extensions.includes(extension)) continue;
    const stem = entry.name.slice(0, -extension.length).normalize('NFC');
    const paths = index.get(stem) ?? [];
    index.set(stem, [...paths, join(entry.parentPath, entry.name)]);
  }
  return index;
}

/** `._name.wav` of macOS, and folders that are still being unpacked. */
function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((piece) => piece.startsWith('.'));
}

/**
 * The file of the first name that is there, WAV before FLAC.
 * @param within for names that occur in several folders: text in the name of a folder between `folder` and the file, if there is one between
 */
export function findAudio(
  index: AudioIndex,
  stems: readonly string[],
  within?: { folder: string; name: string },
): string | undefined {
  for (const stem of stems) {
    const paths = (index.get(stem.normalize('NFC')) ?? []).filter((path) => isWithin(path, within));
    const best = extensions.flatMap((extension) => paths.filter((path) => path.toLowerCase().endsWith(extension)))[0];
    if (best) return best;
  }
  return undefined;
}

function isWithin(path: string, within: { folder: string; name: string } | undefined): boolean {
  const between = within ? relative(within.folder, dirname(path)) : '';
  return between === '' || between.split(/[\\/]/).some((piece) => piece.includes(within!.name));
}
