import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Verification } from '../../corpus/datasets/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

/** `acc data verify`: compares a dataset on disk with the published one; exit status 1 where they differ. */
export function registerVerify(data: CommandUnknownOpts, { log, print, signal }: CommandContext): void {
  data
    .command('verify')
    .description('compare a dataset on disk with its manifest, file by file')
    .argument('<name>', 'a dataset of "acc data list"')
    .option('--from <folder>', 'folder of the dataset (default: the destination of "acc data fetch")')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExit status 1 if a file differs or is missing.' +
        '\n\nExamples:\n  acc data verify gtzan\n  acc data verify iemocap --from ~/IEMOCAP_full_release --json',
    )
    .action(async (name, { from, json }) => {
      const { datasetFolder, readManifest, verifyDataset } = await import('../../corpus/datasets/index.js');
      const onProgress = logProgress(log, name);
      const verification = await verifyDataset(readManifest(name), from ?? datasetFolder(name), { signal, onProgress });
      print(json ? JSON.stringify(verification) : await verificationText(verification));
      if (verification.problems.length + verification.rows.length > 0) process.exitCode = 1;
    });
}

const shown = 20;

async function verificationText({ folder, counts, problems, rows }: Verification): Promise<string> {
  const { fileStates } = await import('../../corpus/datasets/index.js');
  return [
    `${folder}: ${fileStates.map((state) => `${counts[state]} ${state}`).join(', ')}`,
    ...problems.slice(0, shown).map(({ file, state, detail, remedy }) => `  ${file}: ${state} (${detail}); ${remedy}`),
    ...(problems.length > shown ? [`  and ${problems.length - shown} more; --json lists all`] : []),
    ...rows.map(({ split, what, expected, found }) => `  ${split}: ${found} ${what} instead of ${expected}`),
  ].join('\n');
}
