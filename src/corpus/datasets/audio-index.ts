import { basename, dirname, extname, relative } from 'node:path';
import { filesBelow } from '../../core/index.js';

/** The audio files below a folder, by name without extension. */
export type AudioIndex = ReadonlyMap<string, readonly string[]>;

/** In order of preference: the kit reads WAV directly. */
const extensions = ['.wav', '.flac'];

/**
 * Finds audio files at any depth, also behind symbolic links. Companion files of macOS (`._name.wav`) are skipped.
 * Names are compared in Unicode's composed form (NFC), as file systems differ.
 */
export async function indexAudio(folder: string): Promise<AudioIndex> {
  const index = new Map<string, string[]>();
  for (const path of await filesBelow(folder)) {
    const extension = extname(path);
    if (!extensions.includes(extension.toLowerCase()) || isHidden(relative(folder, path))) continue;
    const stem = basename(path, extension).normalize('NFC');
    const paths = index.get(stem);
    if (paths) paths.push(path);
    else index.set(stem, [path]);
  }
  return index;
}

/** `._name.wav` of macOS, and folders that are being unpacked. */
function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((piece) => piece.startsWith('.'));
}

/**
 * The file of the first name that exists, WAV before FLAC.
 * @param within for names that occur in several folders: text in the name of an intermediate folder between `folder` and the file, if any
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
