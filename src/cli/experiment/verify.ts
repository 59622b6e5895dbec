import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

interface Damaged {
  folder: string;
  damage: string[];
}

/** `acc verify`: hashes the outputs of a run, or of the whole store, again. */
export function registerVerify(program: CommandUnknownOpts, { print, signal }: CommandContext): void {
  program
    .command('verify')
    .description('hash every output of a run again and compare it with its record')
    .argument('[run]', 'name of a run, see "acc status" (default: every finished stage in the store)')
    .option('--discard', 'remove damaged stages, so that the next run makes them again')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', verifyHelp)
    .action(async (name, { discard = false, store, json }) => {
      const [{ defaultStore, lastRun }, { finishedFolders }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../stage/index.js'),
      ]);
      const root = resolve(store ?? defaultStore());
      const folders =
        name === undefined
          ? await finishedFolders(root)
          : Object.values((await lastRun(root, name)).stages).map(({ folder }) => folder);
      if (folders.length === 0)
        throw new AccError('stage/nothing-finished', { message: `${root} has no finished stage`, file: root });
      const damaged = await damagedOf(root, folders, signal);
      if (discard) await removeStages(root, damaged, signal);
      if (json) print(JSON.stringify({ store: root, stages: folders.length, damaged, discarded: discard }));
      else {
        for (const { folder, damage } of damaged) print(`✗ ${folder}: ${damage.join(', ')}`);
        print(summary(folders.length, damaged.length, discard));
      }
      if (damaged.length > 0) process.exitCode = 1;
    });
}

const verifyHelp = `
A run itself only compares sizes. The exit status is 1 where anything is damaged.

Examples:
  acc verify tiny
  acc verify --discard`;

async function damagedOf(root: string, folders: readonly string[], signal: AbortSignal): Promise<Damaged[]> {
  const { hashedDamageIn } = await import('../../stage/index.js');
  const damaged: Damaged[] = [];
  for (const folder of folders) {
    signal.throwIfAborted();
    const damage = await hashedDamageIn(join(root, folder));
    if (damage.length > 0) damaged.push({ folder, damage });
  }
  return damaged;
}

async function removeStages(root: string, damaged: readonly Damaged[], signal: AbortSignal): Promise<void> {
  const { clearingStore } = await import('../../stage/index.js');
  await clearingStore(root, signal, async () => {
    for (const { folder } of damaged) await rm(join(root, folder), { recursive: true, force: true });
  });
}

function summary(stages: number, damaged: number, discarded: boolean): string {
  if (damaged === 0) return `${stages} stages are as recorded`;
  const found = `${damaged} of ${stages} stages differ from their records`;
  return discarded
    ? `${found}; they were removed, and the next run makes them again`
    : `${found}; --discard removes them`;
}
