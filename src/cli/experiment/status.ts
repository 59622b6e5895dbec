import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import { defaultStore } from '../../experiment/index.js';
import { damagedOutputs, readRecord } from '../../stage/index.js';
import { duration } from '../duration.js';
import type { CommandContext } from '../main.js';

interface Options {
  store?: string;
  verify?: boolean;
  json?: boolean;
}

/** `acc status`: what is in the store. With --verify every output is hashed again. */
export async function status({ print }: CommandContext, { store, verify, json }: Options): Promise<void> {
  const root = resolve(store ?? defaultStore());
  const names = await foldersIn(root);
  const runs = (await readdir(join(root, 'runs')).catch(() => [])).map((file) => file.replace(/\.json$/, ''));
  const unfinished = (await foldersIn(join(root, 'unfinished'))).filter((name) => !name.endsWith('.lock'));
  const stages = [];
  for (const name of names.filter((name) => name.includes('-'))) {
    const record = await readRecord(join(root, name));
    const damaged = record && verify ? await damagedOutputs(join(root, name)) : [];
    stages.push({
      folder: name,
      name: record?.name ?? '?',
      state: !record || damaged.length > 0 ? 'damaged' : 'finished',
      damaged,
      megabytes: Math.round((record?.outputs ?? []).reduce((sum, { bytes }) => sum + bytes, 0) / 1e5) / 10,
      seconds: record?.seconds ?? 0,
      started: record?.started ?? '',
    });
  }
  stages.sort((a, b) => (a.started < b.started ? -1 : 1));
  if (json) print(JSON.stringify({ store: root, runs, stages, unfinished }));
  else {
    print(`store ${root}\nruns  ${runs.join(', ') || 'none'}`);
    for (const { state, name, folder, megabytes, seconds, started, damaged } of stages)
      print(
        `${state === 'finished' ? '✓' : '✗'} ${name.padEnd(24)} ${folder.padEnd(28)} ${`${megabytes} MB`.padStart(10)} ${duration(seconds).padStart(13)}  ${started}${damaged.length ? `  damaged: ${damaged.join(', ')}` : ''}`,
      );
    for (const name of unfinished) print(`· ${'unfinished'.padEnd(24)} ${name}`);
  }
  const broken = stages.filter(({ state }) => state === 'damaged');
  if (broken.length > 0)
    throw new AccError('stage/damaged', {
      message: `${broken.length} finished stages are not what their records say: ${broken.map(({ folder }) => folder).join(', ')}`,
      file: root,
      hint: 'delete these folders and run the experiment again: only they and what depends on them are made anew',
    });
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'unfinished' && entry.name !== 'runs')
    .map(({ name }) => name);
}
