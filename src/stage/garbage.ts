import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../core/index.js';
import { finishedFolders, unfinishedFolders } from './folders.js';
import { readAnyRecord } from './record.js';
import type { StageRecord } from './types.js';

/** A folder or file of the store that can be removed. */
export interface Garbage {
  /** relative to the store */
  path: string;
  /** name of its stage; undefined where its record cannot be read. Of a file, what it is */
  name: string | undefined;
  bytes: number;
}

interface Finished {
  folder: string;
  record: StageRecord | undefined;
}

/**
 * The finished stages that nothing needs. Needed are the named folders and what they read, and of each view of needed stages the newest.
 * @param needed folders relative to the store
 * @param view the kind of the stages that show others, such as executed notebooks
 */
export async function unneededStages(root: string, needed: Iterable<string>, view: string): Promise<Garbage[]> {
  const all = await finishedIn(root);
  const byKey = new Map(all.flatMap((one) => (one.record ? [[one.record.key, one]] : [])));
  const byFolder = new Map(all.map((one) => [one.folder, one]));
  const kept = new Set<Finished>();
  const keep = (one: Finished | undefined): void => {
    if (!one || kept.has(one)) return;
    kept.add(one);
    for (const key of Object.values(one.record?.inputs ?? {})) keep(byKey.get(key));
  };
  for (const folder of needed) keep(byFolder.get(folder));
  for (const one of newestViews(all, kept, view)) kept.add(one);
  return Promise.all(
    all
      .filter((one) => !kept.has(one))
      .map(async ({ folder, record }) => ({
        path: folder,
        name: record?.name,
        bytes: await bytesIn(join(root, folder)),
      })),
  );
}

/** The folders of unfinished work, which a later run would resume. */
export async function unfinishedStages(root: string): Promise<Garbage[]> {
  const folders = await unfinishedFolders(root);
  return Promise.all(
    folders.map(async (name) => {
      const path = join('unfinished', name);
      return { path, name: undefined, bytes: await bytesIn(join(root, path)) };
    }),
  );
}

function newestViews(all: readonly Finished[], kept: ReadonlySet<Finished>, view: string): Finished[] {
  const keys = new Set([...kept].flatMap(({ record }) => record?.key ?? []));
  const newest = new Map<string, Finished>();
  for (const one of all) {
    if (one.record?.kind !== view || !Object.values(one.record.inputs).every((key) => keys.has(key))) continue;
    const shown = JSON.stringify([one.record.name, one.record.inputs]);
    if (one.record.started > (newest.get(shown)?.record?.started ?? '')) newest.set(shown, one);
  }
  return [...newest.values()];
}

async function finishedIn(root: string): Promise<Finished[]> {
  const folders = await finishedFolders(root);
  return Promise.all(folders.map(async (folder) => ({ folder, record: await readAnyRecord(join(root, folder)) })));
}

/** Removes folders and files of a store. @throws the reason of the signal between two of them */
export async function removeFromStore(root: string, paths: Iterable<string>, signal: AbortSignal): Promise<void> {
  for (const path of paths) {
    signal.throwIfAborted();
    await rm(join(root, path), { recursive: true, force: true });
  }
}

async function bytesIn(folder: string): Promise<number> {
  const sizes = await Promise.all((await filesBelow(folder)).map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
