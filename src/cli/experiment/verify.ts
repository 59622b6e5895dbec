import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { Recomputed } from '../../experiment/index.js';
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
    .description('hash every output of a run again, and compute every cell of its tables again from the answers')
    .argument('[run]', 'name of a run, see "acc status" (default: hashes every finished stage in the store)')
    .option('--discard', 'remove damaged stages, so that the next run makes them again')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', verifyHelp)
    .action(async (name, { discard = false, store, json }) => {
      const [{ defaultStore, findRun, recompute, recordedOutputs }, { finishedFolders }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../stage/index.js'),
      ]);
      const found = name === undefined ? undefined : await findRun(name, store);
      const root = found?.root ?? resolve(store ?? defaultStore());
      const run = found?.entry;
      const folders = run ? Object.values(run.stages).map(({ folder }) => folder) : await finishedFolders(root);
      if (folders.length === 0)
        throw new AccError('stage/nothing-finished', { message: `${root} has no finished stage`, file: root });
      const damaged = await damagedOf(root, folders, signal, run?.recorded === undefined ? undefined : recordedOutputs);
      const progress = logProgress(log, 'computing again');
      const again = run && damaged.length === 0 ? await recompute(root, run, { signal, progress }) : [];
      if (discard) await removeStages(root, damaged, signal);
      if (json)
        print(JSON.stringify({ store: root, stages: folders.length, damaged, recomputed: again, discarded: discard }));
      else {
        for (const { folder, damage } of damaged) print(`✗ ${folder}: ${damage.join(', ')}`);
        print(summary(folders.length, damaged.length, discard));
        for (const line of recomputedLines(again)) print(line);
      }
      if (damaged.length > 0 || again.some(({ differs }) => differs.length > 0)) process.exitCode = 1;
    });
}

const verifyHelp = `
A run itself only compares sizes. The exit status is 1 where anything is damaged or comes out differently.

Examples:
  acc verify tiny
  acc verify --discard`;

function recomputedLines(again: readonly Recomputed[]): string[] {
  const equal = again.filter(({ differs, skipped }) => differs.length === 0 && skipped === undefined);
  return [
    ...again.flatMap(({ stage, differs, skipped }) => {
      if (skipped !== undefined) return [`· ${stage} was not computed again: ${skipped}`];
      return differs.length > 0 ? [`✗ ${stage}, computed again, differs in ${differs.join(', ')}`] : [];
    }),
    ...(again.length > 0
      ? [
          `${equal.length} of ${again.length} stages with scores and tables come out the same, computed again from the answers`,
        ]
      : []),
  ];
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
  const { clearingStore, removeFolders } = await import('../../stage/index.js');
  const folders = damaged.map(({ folder }) => folder);
  await clearingStore(root, signal, () => removeFolders(root, folders, signal));
}

function summary(stages: number, damaged: number, discarded: boolean): string {
  if (damaged === 0) return `${stages} stages are as recorded`;
  const found = `${damaged} of ${stages} stages differ from their records`;
  return discarded
    ? `${found}; they were removed, and the next run makes them again`
    : `${found}; --discard removes them`;
}
