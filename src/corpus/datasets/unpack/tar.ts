import { createReadStream } from 'node:fs';
import { Parser, type ReadEntry, Unpack } from 'tar';
import type { ArchiveEntry } from './entries.js';

/** Lists a tar file, gzipped or not, without writing; stops at the first entry that the guard rejects. */
export async function listTar(
  archive: string,
  guard: (entry: ArchiveEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  await readThrough(archive, signal, (fail) => {
    const onReadEntry = (entry: ReadEntry): void => {
      try {
        guard(toEntry(entry));
      } catch (error) {
        fail(error as Error);
      }
      entry.resume();
    };
    return new Parser({ strict: true, onReadEntry });
  });
}

/** Unpacks a file checked by listTar. Owners, modes and times of the archive are ignored. */
export async function extractTar(
  archive: string,
  folder: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await readThrough(
    archive,
    signal,
    () =>
      new Unpack({
        cwd: folder,
        strict: true,
        noMtime: true,
        preserveOwner: false,
        filter: (_, entry) => 'meta' in entry && isWanted(entry),
        onReadEntry: (entry) => onBytes(entry.size),
      }),
  );
}

/** Pipes a file through a parser until it is done, fails or is aborted. */
function readThrough(
  archive: string,
  signal: AbortSignal,
  parser: (fail: (error: Error) => void) => Parser,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const source = createReadStream(archive, { signal });
    const sink = parser((error) => source.destroy(error));
    const fail = (error: Error): void => {
      source.destroy();
      reject(error);
    };
    source.on('error', fail);
    sink.on('error', fail);
    sink.on('close', resolve);
    source.on('data', (chunk) => {
      if (sink.write(chunk as Buffer)) return;
      source.pause();
      sink.once('drain', () => source.resume());
    });
    source.on('end', () => sink.end());
  });
}

/** Selects files and folders and sets their modes, as a read-only folder could not be filled. */
function isWanted(entry: ReadEntry): boolean {
  const { type } = toEntry(entry);
  entry.mode = type === 'folder' ? 0o755 : 0o644;
  return type === 'file' || type === 'folder';
}

const plain: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];
const folders: readonly string[] = ['Directory', 'GNUDumpDir'];
const links: readonly string[] = ['Link', 'SymbolicLink'];

function toEntry({ path, type, size }: ReadEntry): ArchiveEntry {
  const known = plain.includes(type) ? 'file' : folders.includes(type) ? 'folder' : undefined;
  return { path, type: known ?? (links.includes(type) ? 'link' : 'device'), bytes: size };
}
