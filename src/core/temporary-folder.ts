import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccError } from './error.js';
import { fileError } from './file-error.js';

/**
 * Makes a new folder in the system's folder for temporary files. The caller removes it.
 * @param purpose a part of its name, such as `spice`
 * @throws AccError core/temporary-folder if the system's folder does not exist or is not writable
 */
export async function makeTemporaryFolder(purpose: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `acc-${purpose}-`)).catch(named);
}

/**
 * Writes a new file, readable only by its owner, into the system's folder for temporary files. The caller removes it.
 * @throws AccError core/temporary-folder if the system's folder does not exist or is not writable
 */
export async function writeTemporaryFile(name: string, text: string): Promise<string> {
  const file = join(tmpdir(), name);
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch(named);
  return file;
}

function named(error: NodeJS.ErrnoException): never {
  const [folder, code] = [tmpdir(), error.code ?? ''];
  if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'].includes(code)) throw fileError(error, folder);
  const reason = code === 'ENOENT' ? 'does not exist' : `is not a writable folder (${code})`;
  throw new AccError('core/temporary-folder', {
    message: `the folder for temporary files, ${folder}, ${reason}`,
    hint: 'set TMPDIR to an existing, writable folder',
    cause: error,
  });
}
