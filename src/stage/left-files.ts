import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../core/index.js';
import type { Garbage } from './garbage.js';
import { gateFile } from './in-use.js';

/** The folders of a store that contain no outputs of stages. */
const folders = ['', 'imported', 'runs', 'slurm', 'started', 'unfinished', 'users'];

/**
 * The files that killed processes left in a store beside its stages, and that nothing reads again: temporary files and locks. Nothing may use
 * the store, so that all of them are left ones.
 */
export async function leftFiles(root: string): Promise<Garbage[]> {
  const found = await Promise.all(folders.map((folder) => leftIn(root, folder)));
  return found.flat();
}

async function leftIn(root: string, folder: string): Promise<Garbage[]> {
  const entries = await unlessMissing(readdir(join(root, folder), { withFileTypes: true }), []);
  const left = entries.filter((entry) => entry.isFile() && isLeft(entry.name));
  return Promise.all(
    left.map(async (entry) => {
      const path = join(folder, entry.name);
      const { size } = await stat(join(root, path));
      return { path, name: 'left by a killed process', bytes: size };
    }),
  );
}

function isLeft(name: string): boolean {
  return name !== gateFile && /\.tmp$|\.lock(\.takeover)*$/.test(name);
}
