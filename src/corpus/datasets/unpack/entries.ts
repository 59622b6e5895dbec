import { AccError } from '../../../core/index.js';

/** One thing that an archive holds. */
export interface ArchiveEntry {
  path: string;
  /** what tar, zip or 7z says it is */
  type: 'file' | 'folder' | 'link' | 'device';
  /** unpacked */
  bytes: number;
}

export interface UnpackLimits {
  entries: number;
  bytes: number;
}

/** Twenty times the largest dataset; an archive beyond is a trap or a mistake. */
export const unpackLimits: UnpackLimits = { entries: 500_000, bytes: 1_000_000_000_000 };

/**
 * Takes the entries of an archive one by one, before anything is written.
 * @returns what takes an entry; it throws AccError corpus/unsafe-archive at the first that leads outside, is a link or a
 * device, or is too much
 */
export function entryGuard(archive: string, limits: UnpackLimits = unpackLimits): (entry: ArchiveEntry) => void {
  let entries = 0;
  let bytes = 0;
  return (entry) => {
    entries++;
    bytes += entry.bytes;
    const wrong =
      pathFault(entry.path) ??
      (entry.type === 'link' ? 'is a link' : entry.type === 'device' ? 'is no file and no folder' : undefined);
    if (wrong) throw unsafe(archive, `the entry ${JSON.stringify(entry.path)} ${wrong}`);
    if (entries > limits.entries) throw unsafe(archive, `it holds more than ${limits.entries} entries`);
    if (bytes > limits.bytes) throw unsafe(archive, `it unpacks to more than ${limits.bytes} bytes`);
  };
}

/** Windows takes both slashes and drive letters, so they count everywhere. */
function pathFault(path: string): string | undefined {
  if (path === '' || path.includes('\0')) return 'has no usable name';
  if (/^[\\/]|^[A-Za-z]:/.test(path)) return 'has an absolute path';
  return path.split(/[\\/]/).includes('..') ? 'leads outside the folder' : undefined;
}

function unsafe(archive: string, message: string): AccError {
  return new AccError('corpus/unsafe-archive', {
    message: `${archive} is not unpacked: ${message}`,
    file: archive,
    hint: 'no published dataset holds such a thing; the archive may have been tampered with',
  });
}
