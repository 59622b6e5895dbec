import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { StagePart } from '../../stage/index.js';
import type { CommandContext } from '../context.js';

/** `acc stage`, which the scripts of Slurm jobs call; it is in no list of commands. */
export function registerStage(program: CommandUnknownOpts, { log, signal }: CommandContext): void {
  program
    .command('stage', { hidden: true })
    .description('run one stage of a submitted run; the scripts of Slurm jobs call this')
    .argument('<submission>', 'file of the submission')
    .argument('<key>', 'key of the stage')
    .option('--part <index/count>', 'one part of it, e.g. 1/4', partOf)
    .action(async (submission, key, { part }) => {
      const { runSlurmJob } = await import('../../experiment/index.js');
      await runSlurmJob({ submission, key, part, log, signal });
    });
}

/** "1/4" */
function partOf(text: string): StagePart {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (Number(index) >= 1 && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
  throw new InvalidArgumentError('must be INDEX/COUNT, e.g. 1/4');
}
