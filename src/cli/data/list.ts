import { datasetFolder, datasetNames, onDisk, readManifest } from '../../corpus/datasets/index.js';
import type { CommandContext } from '../main.js';

/** `acc data list`: every dataset, what it is for and what it takes to have it. */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const rows = datasetNames().map((name) => {
    const manifest = readManifest(name);
    const { title, use, gives, size, licence, reminder, manual, unknown, notes, citation, url } = manifest;
    const folder = datasetFolder(name);
    const there = onDisk(manifest, folder);
    return { name, title, use, gives, size, licence, reminder, there, folder, manual, unknown, notes, citation, url };
  });
  if (json) return print(JSON.stringify({ datasets: rows }));
  print(
    rows
      .map(({ name, title, use, size, reminder, there, folder, manual }) =>
        [
          `${name}: ${title}`,
          `  for: ${use}`,
          `  size: ${size}`,
          `  licence: ${reminder}`,
          `  on disk: ${there}${there === 'no' ? '' : `, ${folder}`}`,
          ...(manual.length > 0
            ? ['  by hand:', ...manual.map((step) => `    - ${step}`)]
            : [`  fetch: acc data fetch ${name}`]),
        ].join('\n'),
      )
      .join('\n\n'),
  );
}
