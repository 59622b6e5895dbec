import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc cancel`: ends the jobs of a run. */
export function registerCancel(program: CommandUnknownOpts, { print, signal }: CommandContext): void {
  program
    .command('cancel')
    .description('end the Slurm jobs of a run; finished stages, and what others have done so far, are kept')
    .argument('<run>', 'name of the run, see "acc status"')
    .option(...storeOption)
    .option(...jsonOption)
    .action(async (run, { store, json }) => {
      const [{ defaultStore }, { cancelRun }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../launch/index.js'),
      ]);
      const cancelled = await cancelRun(resolve(store ?? defaultStore()), run, signal);
      if (json) return print(JSON.stringify({ run, cancelled }));
      print(
        cancelled.length === 0
          ? `no job of ${run} is queued or running`
          : `cancelled ${cancelled.length} jobs of ${run}`,
      );
      const rows = cancelled.map(({ id, stage, part }) => [
        `  ${id}`,
        part === undefined ? stage : `${stage}, part ${part}`,
      ]);
      for (const line of columns(rows, ['left'])) print(line);
    });
}
