import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { duration } from '../duration.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc status`: runs and stages in the store. With --verify every output is hashed again. */
export function registerStatus(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('status')
    .description('list the runs and stages in the store: state, size, time, duration')
    .option(...storeOption)
    .option('--verify', 'hash every output again and compare it with its record')
    .option(...jsonOption)
    .action(async ({ store, verify, json }) => {
      const [{ defaultStore }, { damagedOutputs, readRecord }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../stage/index.js'),
      ]);
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
          message: `${broken.length} finished stages differ from their records: ${broken.map(({ folder }) => folder).join(', ')}`,
          file: root,
          hint: 'delete these folders and run the experiment again: only these stages and those that depend on them rerun',
        });
    });
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'unfinished' && entry.name !== 'runs')
    .map(({ name }) => name);
}
