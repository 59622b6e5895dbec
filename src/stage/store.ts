import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  AccError,
  type FolderLock,
  fileError,
  type LockOptions,
  lockFolder,
  parseJson,
  readText,
  sha256File,
  writeAtomic,
} from '../core/index.js';
import { stageKey } from './key.js';
import type { OutputFile, Stage, StageRecord } from './types.js';

/**
 * The content-addressed store: one folder per key, `<kind>-<16 hex digits>`, written completely or not at all.
 * Unfinished work is kept in `unfinished/` under the same name, so that the next run can resume it.
 */
export interface Store {
  root: string;
  /** the finished output folder of a stage (it need not exist yet) */
  folder(stage: Stage): string;
  /** where the stage works until it is finished */
  unfinished(stage: Stage): string;
  /** the record of a finished stage, or undefined */
  record(stage: Stage): Promise<StageRecord | undefined>;
  /**
   * Hashes the output, writes the record and renames the folder into the store.
   * @throws AccError core/lock-lost if another process has taken over the stage
   */
  commit(stage: Stage, record: Omit<StageRecord, 'outputs'>, lock: FolderLock): Promise<StageRecord>;
  /** waits until no other process works on the stage */
  lock(stage: Stage, options: LockOptions): Promise<FolderLock>;
}

export function openStore(root: string): Store {
  const name = (stage: Stage): string => `${stage.kind}-${stageKey(stage).slice(0, 16)}`;
  const folder = (stage: Stage): string => join(root, name(stage));
  const unfinished = (stage: Stage): string => join(root, 'unfinished', name(stage));
  return {
    root,
    folder,
    unfinished,
    record: (stage) => readRecord(folder(stage)),
    async commit(stage, facts, lock) {
      const record = { ...facts, outputs: await hashOutputs(unfinished(stage)) };
      await lock.assertHeld();
      try {
        await writeAtomic(join(unfinished(stage), 'record.json'), `${JSON.stringify(record, null, 1)}\n`);
        await rm(folder(stage), { recursive: true, force: true });
        await rename(unfinished(stage), folder(stage));
      } catch (error) {
        throw fileError(error, folder(stage));
      }
      return record;
    },
    async lock(stage, options) {
      await mkdir(join(root, 'unfinished'), { recursive: true });
      return lockFolder(unfinished(stage), options);
    },
  };
}

/**
 * The record in a finished folder, or undefined if there is none. A record whose output is missing or has another size
 * counts as none, so that the stage runs again.
 */
export async function readRecord(folder: string): Promise<StageRecord | undefined> {
  const record = await readAnyRecord(folder);
  return record && (await wrongSizes(folder, record)).length === 0 ? record : undefined;
}

/**
 * The record in a folder, even if its outputs are damaged.
 * @throws AccError 'stage/damaged' for a record that is not JSON
 */
export async function readAnyRecord(folder: string): Promise<StageRecord | undefined> {
  const file = join(folder, 'record.json');
  return existsSync(file) ? (parseJson(await readText(file), file, 'stage/damaged') as StageRecord) : undefined;
}

/** The outputs of a finished folder that are missing or have another size than recorded; none if there is no record. */
export async function damagedSizes(folder: string): Promise<string[]> {
  const record = await readAnyRecord(folder);
  return record ? wrongSizes(folder, record) : [];
}

async function wrongSizes(folder: string, { outputs }: StageRecord): Promise<string[]> {
  const wrong: string[] = [];
  for (const { path, bytes } of outputs) {
    const found = await stat(join(folder, path)).catch(() => undefined);
    if (found?.size !== bytes) wrong.push(path);
  }
  return wrong;
}

/** Checks every output against its recorded hash. @returns the paths that differ */
export async function damagedOutputs(folder: string): Promise<string[]> {
  const record = await readAnyRecord(folder);
  if (!record)
    throw new AccError('stage/not-finished', {
      message: `${folder} contains no record`,
      file: join(folder, 'record.json'),
    });
  const damaged: string[] = [];
  for (const { path, sha256 } of record.outputs)
    if (!existsSync(join(folder, path)) || (await sha256File(join(folder, path))) !== sha256) damaged.push(path);
  return damaged;
}

async function hashOutputs(folder: string): Promise<OutputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const outputs: OutputFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (path.startsWith('logs/') || path === 'record.json') continue;
    outputs.push({ path, bytes: (await stat(file)).size, sha256: await sha256File(file) });
  }
  return outputs.sort((a, b) => (a.path < b.path ? -1 : 1));
}
