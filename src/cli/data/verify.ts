import { datasetFolder, fileStates, readManifest, type Verification, verifyDataset } from '../../corpus/datasets/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

const shown = 20;

/** `acc data verify`: whether a dataset on disk is the published one; exit status 1 where it is not. */
export async function verify(
  { say, print, signal }: CommandContext,
  name: string,
  { from, json }: { from?: string; json?: boolean },
): Promise<void> {
  const onProgress = sayProgress(say, name);
  const verification = await verifyDataset(readManifest(name), from ?? datasetFolder(name), { signal, onProgress });
  print(json ? JSON.stringify(verification) : inWords(verification));
  if (verification.problems.length + verification.rows.length > 0) process.exitCode = 1;
}

function inWords({ folder, counts, problems, rows }: Verification): string {
  return [
    `${folder}: ${fileStates.map((state) => `${counts[state]} ${state}`).join(', ')}`,
    ...problems.slice(0, shown).map(({ file, state, detail, remedy }) => `  ${file}: ${state} (${detail}); ${remedy}`),
    ...(problems.length > shown ? [`  and ${problems.length - shown} more: --json names them all`] : []),
    ...rows.map(({ split, what, expected, found }) => `  ${split}: ${found} ${what} in place of ${expected}`),
  ].join('\n');
}
