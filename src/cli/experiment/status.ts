import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, columns } from '../../core/index.js';
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
      const runs = await runsIn(root);
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
        print(`store ${root}\nruns`);
        for (const line of columns(runs.map(runCells), ['left'])) print(line);
        if (runs.length === 0) print('  none');
        print('stages');
        const rows = stages.map(({ state, name, folder, megabytes, seconds, started, damaged }) => [
          `${state === 'finished' ? '✓' : '✗'} ${name}`,
          folder,
          `${megabytes} MB`,
          duration(seconds),
          started,
          damaged.length > 0 ? `damaged: ${damaged.join(', ')}` : '',
        ]);
        rows.push(...unfinished.map((name) => ['· unfinished', name, '', '', '', '']));
        for (const line of columns(rows, ['left', 'left', 'right', 'right', 'left'])) print(line);
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

/** The runs of a store with the last entry of each history. */
async function runsIn(root: string): Promise<RunSummary[]> {
  const { readHistory } = await import('../../experiment/index.js');
  const files = await readdir(join(root, 'runs')).catch(() => []);
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  return Promise.all(
    names.sort().map(async (name) => {
      const history = await readHistory(root, name);
      const { finished, commit, dirty, overrides } = history.at(-1)!;
      return { name, runs: history.length, finished, commit, dirty, overrides };
    }),
  );
}

interface RunSummary {
  name: string;
  /** in the history of this name */
  runs: number;
  finished: string;
  commit: string;
  dirty: boolean;
  overrides: string[];
}

function runCells({ name, runs, finished, commit, dirty, overrides }: RunSummary): string[] {
  return [
    `  ${name}`,
    finished,
    `${commit.slice(0, 7)}${dirty ? ' with changes' : ''}`,
    runs > 1 ? `${runs} runs` : '',
    overrides.map((override) => `--set ${override}`).join(' '),
  ];
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'unfinished' && entry.name !== 'runs')
    .map(({ name }) => name);
}
