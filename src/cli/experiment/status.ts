import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, columns, duration } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc status`: runs and stages in the store; with a name, the stages of that run and their jobs. */
export function registerStatus(program: CommandUnknownOpts, { print, signal }: CommandContext): void {
  program
    .command('status')
    .description(
      'list the runs and stages in the store: state, size, time, duration; and the recorded and imported runs',
    )
    .argument('[run]', 'name of a run: list its stages, with the state and the log of their Slurm jobs')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', '\nDamage is found by sizes; "acc verify" hashes every output again.')
    .action(async (run, { store, json }) => {
      if (run !== undefined) {
        const lines = await (await import('./run-status.js')).runStatus(run, { store, json, signal });
        return lines.forEach(print);
      }
      const [{ defaultStore, recordedNames, startedRuns }, { findRecord, finishedFolders, unfinishedFolders }] =
        await Promise.all([import('../../experiment/index.js'), import('../../stage/index.js')]);
      const root = resolve(store ?? defaultStore());
      const { runs, unreadable } = await runsIn(root);
      const started = (await startedRuns(root)).map(({ name, started }) => ({ name, started }));
      const recorded = [...(await recordedNames('recorded', root)), ...(await recordedNames('imported', root))];
      const unfinished = await unfinishedFolders(root);
      const stages = [];
      for (const name of await finishedFolders(root)) {
        const { record, damage } = await findRecord(join(root, name));
        stages.push({
          folder: name,
          name: record?.name ?? '?',
          state: damage.length > 0 ? 'damaged' : 'finished',
          damage,
          megabytes: Math.round((record?.outputs ?? []).reduce((sum, { bytes }) => sum + bytes, 0) / 1e5) / 10,
          seconds: record?.seconds ?? 0,
          started: record?.started ?? '',
        });
      }
      stages.sort((a, b) => (a.started < b.started ? -1 : 1));
      if (json)
        print(JSON.stringify({ store: root, runs, unreadable, unfinishedRuns: started, recorded, stages, unfinished }));
      else {
        print(`store ${root}\nruns`);
        const unfinishedRuns = started.map((run) => [`  ${run.name}`, run.started, 'not finished']);
        for (const line of columns([...runs.map(runCells), ...unfinishedRuns.map(padded)], ['left'])) print(line);
        for (const { message } of unreadable) print(`  ✗ ${message}`);
        if (runs.length + started.length + unreadable.length === 0) print('  none');
        for (const name of recorded) print(`  ${name}`);
        print('stages');
        const rows = stages.map(({ state, name, folder, megabytes, seconds, started, damage }) => [
          `${state === 'finished' ? '✓' : '✗'} ${name}`,
          folder,
          `${megabytes} MB`,
          duration(seconds),
          started,
          damage.length > 0 ? `damaged: ${damage.join(', ')}` : '',
        ]);
        rows.push(...unfinished.map((name) => ['· unfinished', name, '', '', '', '']));
        for (const line of columns(rows, ['left', 'left', 'right', 'right', 'left'])) print(line);
      }
      const broken = stages.filter(({ state }) => state === 'damaged');
      if (broken.length > 0)
        throw new AccError('stage/damaged', {
          message: `${broken.length} finished stages differ from their records: ${broken.map(({ folder }) => folder).join(', ')}`,
          file: root,
          hint: 'run their experiments again: only these stages and those that depend on changed outputs run',
        });
      if (unreadable.length > 0) throw unreadable[0]!;
    });
}

/** The runs of a store with the last entry of each history, and the errors of histories that cannot be read. */
async function runsIn(root: string): Promise<{ runs: RunSummary[]; unreadable: AccError[] }> {
  const { readHistory, runNames } = await import('../../experiment/index.js');
  const found = await Promise.all(
    (await runNames(root)).map(async (name) => {
      const history = await readHistory(root, name).catch(namedError);
      if (history instanceof AccError) return history;
      const { finished, commit, dirty, overrides } = history.at(-1)!;
      return { name, runs: history.length, finished, commit, dirty, overrides };
    }),
  );
  return {
    runs: found.filter((one): one is RunSummary => !(one instanceof AccError)),
    unreadable: found.filter((one): one is AccError => one instanceof AccError),
  };
}

function namedError(error: unknown): AccError {
  if (error instanceof AccError) return error;
  throw error;
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

function padded(cells: string[]): string[] {
  return [...cells, '', ''];
}
