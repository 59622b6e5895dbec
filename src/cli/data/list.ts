import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc data list`: every dataset, its use and how to get it. */
export function registerList(data: CommandUnknownOpts, { print }: CommandContext): void {
  data
    .command('list')
    .description('list the datasets of the paper: use, size, licence, whether on disk, manual steps')
    .option(...jsonOption)
    .addHelpText('after', '\nExamples:\n  acc data list\n  acc data list --json')
    .action(async ({ json }) => {
      const { datasetFolder, datasetNames, onDisk, readManifest } = await import('../../corpus/datasets/index.js');
      const rows = datasetNames().map((name) => {
        const manifest = readManifest(name);
        const { title, use, gives, size, licence, reminder, manual, unknown, notes, citation, url } = manifest;
        const folder = datasetFolder(name);
        const there = onDisk(manifest, folder);
        return {
          ...{ name, title, use, gives, size, licence, reminder, there, folder },
          ...{ manual, unknown, notes, citation, url },
        };
      });
      if (json) print(JSON.stringify({ datasets: rows }));
      else print(rows.map(datasetText).join('\n\n'));
    });
}

interface DatasetRow {
  name: string;
  title: string;
  use: string;
  size: string;
  reminder: string;
  there: string;
  folder: string;
  manual: readonly string[];
}

function datasetText({ name, title, use, size, reminder, there, folder, manual }: DatasetRow): string {
  return [
    `${name}: ${title}`,
    `  for: ${use}`,
    `  size: ${size}`,
    `  licence: ${reminder}`,
    `  on disk: ${there}${there === 'no' ? '' : `, ${folder}`}`,
    ...(manual.length > 0
      ? ['  manual steps:', ...manual.map((step) => `    - ${step}`)]
      : [`  fetch: acc data fetch ${name}`]),
  ].join('\n');
}
