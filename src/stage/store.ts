import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  type FolderLock,
  fileError,
  type LockOptions,
  lockFolder,
  makeFolder,
  sha256File,
  writeAtomic,
} from '../core/index.js';
import { stageKey } from './key.js';
import { findRecord, folderName, readHashedRecord, readRecord, recordFile, sealed } from './record.js';
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
  /** what is damaged in the folder of a finished stage; empty where nothing is or the stage never finished */
  damage(stage: Stage): Promise<string[]>;
  /** the record of a stage that was killed after its record was written; the folder is then renamed into the store */
  finishKilled(stage: Stage, lock: FolderLock): Promise<StageRecord | undefined>;
  /**
   * Hashes the output, writes the record and renames the folder into the store.
   * @throws AccError core/lock-lost if another process has taken over the stage
   */
  commit(stage: Stage, record: Omit<StageRecord, 'outputs' | 'hash'>, lock: FolderLock): Promise<StageRecord>;
  /** waits until no other process works on the stage */
  lock(stage: Stage, options: LockOptions): Promise<FolderLock>;
}

export function openStore(root: string): Store {
  const name = (stage: Stage): string => folderName(stage.kind, stageKey(stage));
  const folder = (stage: Stage): string => join(root, name(stage));
  const unfinished = (stage: Stage): string => join(root, 'unfinished', name(stage));
  const moveIn = async (stage: Stage): Promise<void> => {
    await rm(folder(stage), { recursive: true, force: true });
    await rename(unfinished(stage), folder(stage));
  };
  return {
    root,
    folder,
    unfinished,
    record: (stage) => readRecord(folder(stage)),
    damage: async (stage) => (await findRecord(folder(stage))).damage,
    async finishKilled(stage, lock) {
      const record = await readHashedRecord(unfinished(stage));
      await lock.assertHeld();
      if (record) await moveIn(stage);
      return record;
    },
    async commit(stage, facts, lock) {
      const record = sealed({ ...facts, outputs: await hashOutputs(unfinished(stage)) });
      await lock.assertHeld();
      try {
        await writeAtomic(join(unfinished(stage), recordFile), `${JSON.stringify(record, null, 1)}\n`);
        await moveIn(stage);
      } catch (error) {
        throw fileError(error, folder(stage));
      }
      return record;
    },
    async lock(stage, options) {
      await makeFolder(join(root, 'unfinished'));
      return lockFolder(unfinished(stage), options);
    },
  };
}

/** The files that a stage wrote, with their hashes, in the order of their paths; logs and record are none. */
export async function hashOutputs(folder: string): Promise<OutputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const outputs: OutputFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (path.startsWith('logs/') || path === recordFile) continue;
    outputs.push({ path, bytes: (await stat(file)).size, sha256: await sha256File(file) });
  }
  return outputs.sort((a, b) => (a.path < b.path ? -1 : 1));
}
