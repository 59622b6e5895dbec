import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder, fileError, readBytes, sha256 } from '../../../core/index.js';
import { historyText } from '../history.js';
import type { RunContents } from './contents.js';
import { readCrate } from './crate.js';
import { recordedOn } from './recorded-on.js';
import { soundsFile, soundsTable } from './tables/index.js';

/**
 * Unpacks a recorded run into the cache folder, whole or not at all; one that is there already is used again. On disk, since notebooks and
 * commands ask for the folders of stages, and so that clips can be made beside their texts.
 * @returns a store with this run alone
 * @throws AccError 'core/file-missing', and what readCrate throws
 */
export async function unpackRun(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const store = join(cacheFolder(), 'runs', sha256(bytes).slice(0, 16));
  if (!existsSync(store)) await writeStore(await readCrate(bytes, file), store);
  return store;
}

async function writeStore(run: RunContents, store: string): Promise<void> {
  let temporary: string | undefined;
  try {
    await mkdir(dirname(store), { recursive: true });
    temporary = await mkdtemp(`${store}.`);
    for (const [path, text] of filesOf(run)) {
      await mkdir(dirname(join(temporary, path)), { recursive: true });
      await writeFile(join(temporary, path), text);
    }
    await rename(temporary, store).catch((error) => {
      if (!existsSync(store)) throw error; // else another process was faster with the same bytes
    });
  } catch (error) {
    throw fileError(error, store);
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}

function filesOf(run: RunContents): [path: string, text: string][] {
  const { name, entry, stages } = run;
  return [
    [join('runs', `${name}.json`), historyText(name, [{ ...entry, recorded: recordedOn(run) }])],
    ...stages.flatMap(({ folder, record, files, ...stage }) =>
      Object.entries({
        ...files,
        ...(stage.sounds && { [soundsFile]: soundsTable.write(run)! }),
        'record.json': `${JSON.stringify(record, null, 1)}\n`,
      }).map(([path, text]): [string, string] => [join(folder, path), text]),
    ),
  ];
}
