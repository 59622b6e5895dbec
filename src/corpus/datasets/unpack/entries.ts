import { AccError } from '../../../core/index.js';

/** An entry of an archive. */
export interface ArchiveEntry {
  path: string;
  /** as stated by tar, zip or 7z */
  type: 'file' | 'folder' | 'link' | 'device';
  /** unpacked size */
  bytes: number;
}

export interface UnpackLimits {
  entries: number;
  bytes: number;
}

/** Twenty times the largest dataset; a larger archive is malicious or a mistake. */
const unpackLimits: UnpackLimits = { entries: 500_000, bytes: 1_000_000_000_000 };

/**
 * Checks the entries of an archive one by one, before anything is written.
 * @returns a function that checks an entry; it throws AccError corpus/unsafe-archive for the first that leads outside the folder,
 * is a link or a device, or exceeds the limits
 */
export function entryGuard(archive: string, limits: UnpackLimits = unpackLimits): (entry: ArchiveEntry) => void {
  let entries = 0;
  let bytes = 0;
  return (entry) => {
    entries++;
    bytes += entry.bytes;
    const wrong =
      pathFault(entry.path) ??
      (entry.type === 'link' ? 'is a link' : entry.type === 'device' ? 'is neither a file nor a folder' : undefined);
    if (wrong) throw unsafe(archive, `the entry ${JSON.stringify(entry.path)} ${wrong}`);
    if (entries > limits.entries) throw unsafe(archive, `it contains more than ${limits.entries} entries`);
    if (bytes > limits.bytes) throw unsafe(archive, `it unpacks to more than ${limits.bytes} bytes`);
  };
}

/** Windows accepts both slashes and drive letters, so they are checked on all systems. */
function pathFault(path: string): string | undefined {
  if (path === '' || path.includes('\0')) return 'has no valid name';
  if (/^[\\/]|^[A-Za-z]:/.test(path)) return 'has an absolute path';
  return path.split(/[\\/]/).includes('..') ? 'leads outside the folder' : undefined;
}

function unsafe(archive: string, message: string): AccError {
  return new AccError('corpus/unsafe-archive', {
    message: `${archive} is not unpacked: ${message}`,
    file: archive,
    hint: 'no published dataset contains such an entry; the archive may have been tampered with',
  });
}
