import { existsSync } from 'node:fs';
import { AccError, readBytes, sha256, writeAtomic } from '../../core/index.js';
import { usingStore } from '../../stage/index.js';
import { badRunName, isRunName } from '../run-name.js';
import { findRun, recordedFile } from './find-run.js';
import { type Publication, readContents, readCrate, writeCrate } from './recorded/index.js';

/**
 * A finished run as a zip file that is an RO-Crate: all texts and numbers, no audio and no weights. The same run gives the same bytes.
 * @throws AccError 'experiment/no-run', 'stage/damaged', and what findRun throws
 */
export async function runCrate(name: string, store: string, publication: Publication): Promise<Uint8Array> {
  const { root, ownName, entry } = await findRun(name, store);
  return writeCrate(await readContents(root, ownName, entry), publication);
}

/**
 * Adds a file of runCrate to the imported runs of a store, after every hash in it was compared.
 * @param given name for it; its own if undefined
 * @returns the name under which commands and openRun find it, such as "imported/theirs"
 * @throws AccError 'experiment/damaged-run', 'experiment/other-format', 'experiment/bad-run', 'experiment/run-exists', 'experiment/run-name'
 */
export async function importRun(
  file: string,
  store: string,
  given?: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<string> {
  const bytes = await readBytes(file);
  const { name: ownName } = await readCrate(bytes, file);
  const name = given ?? ownName;
  if (!isRunName(name)) throw badRunName(name);
  const target = recordedFile('imported', name, store);
  if (existsSync(target) && sha256(await readBytes(target)) !== sha256(bytes))
    throw new AccError('experiment/run-exists', {
      message: `another run was imported as "${name}"`,
      file: target,
      hint: 'choose another name with --name, or remove the file',
    });
  await usingStore(store, signal, () => writeAtomic(target, bytes));
  return `imported/${name}`;
}
