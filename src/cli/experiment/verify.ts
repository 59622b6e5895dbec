import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { MetricTools } from '../../captioning/index.js';
import { AccError } from '../../core/index.js';
import type { hashedDamageIn } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

interface Damaged {
  folder: string;
  damage: string[];
}

/** `acc verify`: hashes the outputs of a run, or of the whole store, again, and computes the cells of a run again from its answers. */
export function registerVerify(program: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  program
    .command('verify')
    .description(
      'hash every output of a run again, and compute its scores, tables, figures and claims again from the answers',
    )
    .argument('[run]', 'name of a run, see "acc status" (default: hashes every finished stage in the store)')
    .option('--discard', 'remove damaged stages, so that the next run makes them again')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', verifyHelp)
    .action(async (name, { discard = false, store, json }) => {
      const [
        { defaultStore, findRun, openRun, recordedOutputs, replayRun },
        { finishedFolders },
        { differenceLine, replayFacts, replayLines },
      ] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../stage/index.js'),
        import('./replay-text.js'),
      ]);
      const found = name === undefined ? undefined : await findRun(name, store);
      const root = found?.root ?? resolve(store ?? defaultStore());
      const run = found?.entry;
      const folders = run ? Object.values(run.stages).map(({ folder }) => folder) : await finishedFolders(root);
      if (folders.length === 0)
        throw new AccError('stage/nothing-finished', { message: `${root} has no finished stage`, file: root });
      const damaged = await damagedOf(root, folders, signal, run?.recorded === undefined ? undefined : recordedOutputs);
      const progress = logProgress(log, 'computing again');
      const again =
        name === undefined || damaged.length > 0
          ? undefined
          : await replayRun(await openRun(name, store), { tools: await allTools(), ...{ signal, progress } });
      if (discard) await removeStages(root, damaged, signal);
      if (json)
        print(
          JSON.stringify({
            ...{ store: root, stages: folders.length, damaged, discarded: discard },
            ...(again && { replay: replayFacts(again) }),
          }),
        );
      else {
        for (const { folder, damage } of damaged) print(`✗ ${folder}: ${damage.join(', ')}`);
        print(summary(folders.length, damaged.length, discard));
        for (const line of again ? replayLines(again) : []) print(line);
        for (const difference of again?.differences ?? []) print(`✗ ${differenceLine(difference)}`);
      }
      if (damaged.length > 0 || (again && again.differences.length > 0)) process.exitCode = 1;
    });
}

const verifyHelp = `
A run itself only compares sizes. The exit status is 1 where anything is damaged or comes out differently. It is 0 where the kit has another
version of a metric or of a task than the run: these are named, and their recorded numbers are used.

Examples:
  acc verify tiny
  acc verify --discard`;

/** Also those that need Java or Python. */
async function allTools(): Promise<MetricTools> {
  const [{ findTools }, { findEnvironment }] = await Promise.all([
    import('../../captioning/index.js'),
    import('../../trainer/index.js'),
  ]);
  return findTools({ python: (await findEnvironment())?.python });
}

async function damagedOf(
  root: string,
  folders: readonly string[],
  signal: AbortSignal,
  outputsOf?: Parameters<typeof hashedDamageIn>[1],
): Promise<Damaged[]> {
  const { hashedDamageIn } = await import('../../stage/index.js');
  const damaged: Damaged[] = [];
  for (const folder of folders) {
    signal.throwIfAborted();
    const damage = await hashedDamageIn(join(root, folder), outputsOf);
    if (damage.length > 0) damaged.push({ folder, damage });
  }
  return damaged;
}

async function removeStages(root: string, damaged: readonly Damaged[], signal: AbortSignal): Promise<void> {
  const { clearingStore, removeFromStore } = await import('../../stage/index.js');
  const folders = damaged.map(({ folder }) => folder);
  await clearingStore(root, signal, () => removeFromStore(root, folders, signal));
}

function summary(stages: number, damaged: number, discarded: boolean): string {
  if (damaged === 0) return `${stages} stages are as recorded`;
  const found = `${damaged} of ${stages} stages differ from their records`;
  return discarded
    ? `${found}; they were removed, and the next run makes them again`
    : `${found}; --discard removes them`;
}
