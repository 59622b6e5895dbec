import { readdir } from 'node:fs/promises';
import { AccError } from '../../../core/index.js';
import type { ArchiveEntry } from './entries.js';

/** The names under which 7-Zip is installed; p7zip has the last two. */
export const sevenZipPrograms: readonly string[] = ['7zz', '7z', '7za'];

/** Lists an archive with the user's 7-Zip without writing; stops at the first entry that the guard rejects. */
export async function listSevenZip(
  archive: string,
  guard: (entry: ArchiveEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  const { stdout } = await run(['l', '-slt', '-sccUTF-8', '--', archive], signal);
  const listing = stdout.slice(stdout.indexOf('\n----------') + 1);
  for (const block of listing.split(/\r?\n\r?\n/)) {
    const values = new Map(block.split(/\r?\n/).map((line) => line.split(/ = (.*)/, 2) as [string, string]));
    const path = values.get('Path');
    if (path !== undefined) guard({ path, type: typeOf(values), bytes: Number(values.get('Size')) || 0 });
  }
}

/**
 * Unpacks an archive checked by listSevenZip, then checks the result: a listing is text, and a name with a line break in
 * it could hide an entry.
 */
export async function extractSevenZip(
  archive: string,
  folder: string,
  guard: (entry: ArchiveEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  await run(['x', '-y', '-bd', `-o${folder}`, '--', archive], signal);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isFile() && !entry.isDirectory())
      guard({ path: entry.name, type: entry.isSymbolicLink() ? 'link' : 'device', bytes: 0 });
}

/** Attributes are those of Windows, followed by those of Unix if the archive has them: "D drwxr-xr-x", "A lrwxrwxrwx". */
function typeOf(values: ReadonlyMap<string, string>): ArchiveEntry['type'] {
  const [windows = '', unix = ''] = (values.get('Attributes') ?? '').split(' ');
  if (values.get('Symbolic Link') || values.get('Hard Link') || unix.startsWith('l') || windows.includes('L'))
    return 'link';
  if (unix !== '' && !/^[-d]/.test(unix)) return 'device';
  return unix.startsWith('d') || windows.startsWith('D') || values.get('Folder') === '+' ? 'folder' : 'file';
}

async function run(args: readonly string[], signal: AbortSignal): Promise<{ stdout: string }> {
  const { execa } = await import('execa');
  for (const program of sevenZipPrograms) {
    const done = await execa(program, args, {
      reject: false,
      stdin: 'ignore',
      cancelSignal: signal,
      maxBuffer: 2 ** 28,
    });
    if (done.code === 'ENOENT') continue;
    signal.throwIfAborted();
    // 1 is a warning, such as bytes after the end
    if (done.exitCode === 0 || done.exitCode === 1) return { stdout: done.stdout };
    throw new Error(done.stderr.trim().split('\n').filter(Boolean).join('; ') || done.shortMessage);
  }
  throw new AccError('corpus/no-unpacker', {
    message: `7-Zip (${sevenZipPrograms.join(', ')}) is not on the PATH; it is required for this kind of archive`,
    hint: 'install it, e.g. "apt-get install 7zip" or "brew install sevenzip", and run the same command again: downloaded files are kept',
  });
}
