import { resolve } from 'node:path';
import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CountFault, ImportPart, ImportSummary, importDataset } from '../../corpus/datasets/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

/** `acc data import`: a dataset, or any folder with a CSV, in the form that experiments read. */
export function registerImport(data: CommandUnknownOpts, { log, print, signal }: CommandContext): void {
  data
    .command('import')
    .description(
      'write the files that experiments read: bases.csv, events.csv, captions-SET.jsonl, tasks/TASK.jsonl and the audio',
    )
    .argument('<name>', 'a dataset of "acc data list", or a CSV file that lists the recordings of a folder')
    .requiredOption('--out <folder>', 'folder of the corpus or evaluation sets; files of other datasets there are kept')
    .option('--from <folder>', 'folder of the dataset or recordings (default: the destination of "acc data fetch")')
    .option('--copy', 'copy the audio; by default it is hard-linked where the file system allows it')
    .option('--only <parts>', 'import only these parts: bases, events, captions, task', partList)
    .option('--columns <names>', 'names of columns in the CSV, e.g. id=clip,caption=text; may be repeated', addColumns)
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (name, { from, out, copy, columns, only, json }) => {
      const { importFolder } = await import('../../corpus/datasets/index.js');
      const options = { out, signal, placing: copy ? 'copy' : 'link', onProgress: logProgress(log, 'clips') } as const;
      const summary = name.toLowerCase().endsWith('.csv')
        ? await importFolder(name, folderOf(from), { ...options, columns: columns ?? {} })
        : await importManifest(name, from, { ...options, ...(only && { only }) }, log);
      print(json ? JSON.stringify(summary) : summaryText(summary));
    });
}

const helpText = `
The audio is put below audio/ in the folder, because a corpus may not name files outside it. Every clip is opened; one that is
missing, damaged or (for mixing) silent is rejected and listed in import-report.jsonl, and the import continues.
A CSV with id, caption, file becomes bases.csv; one with id, category, type, description, file becomes events.csv.

Examples:
  acc data import vocalsound --out evaluation
  acc data import iemocap --from ~/IEMOCAP_full_release --out evaluation
  acc data import audiocaps-v1 --from /data/audiocaps --out corpus
  acc data import stand-in-events --out corpus
  acc data import clotho-v2.1 --only captions --out evaluation
  acc data import clips.csv --from ~/recordings --out corpus --columns id=name,caption=text,file=path`;

async function importManifest(
  name: string,
  from: string | undefined,
  options: Parameters<typeof importDataset>[2],
  log: CommandContext['log'],
): Promise<ImportSummary & { counts: CountFault[] }> {
  const { datasetFolder, importDataset, readManifest } = await import('../../corpus/datasets/index.js');
  const manifest = readManifest(name);
  log(`${manifest.title}: ${manifest.reminder}`);
  const summary = await importDataset(manifest, from ?? datasetFolder(name), options);
  for (const { split, what, expected, found } of summary.counts)
    log(`  not as published: ${split} has ${found} ${what} instead of ${expected}`);
  return summary;
}

function folderOf(from: string | undefined): string {
  if (from !== undefined) return from;
  throw new AccError('cli/missing-option', {
    message: 'missing option --from <folder>',
    hint: 'a CSV file needs the folder that its files are in',
  });
}

const parts: readonly ImportPart[] = ['bases', 'events', 'captions', 'task'];

/** "bases,events" → ['bases', 'events'] */
function partList(text: string): ImportPart[] {
  return text.split(',').map((given) => {
    const part = parts.find((name) => name === given.trim());
    if (part) return part;
    throw new InvalidArgumentError(`must be parts separated by commas: ${parts.join(', ')}`);
  });
}

/** id=clip,caption=text → { id: 'clip', caption: 'text' }, added to the earlier ones */
function addColumns(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((side) => side.trim()));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes('')))
    throw new InvalidArgumentError('must be OURS=THEIRS pairs separated by commas, e.g. id=clip,caption=text');
  return { ...previous, ...Object.fromEntries(pairs) };
}

function summaryText({ out, written, rejected, report }: ImportSummary): string {
  const reasons = Object.entries(rejected).sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...Object.entries(written).map(([file, rows]) =>
      rows > 0 ? `${rows} rows in ${resolve(out, file)}` : `no clip for ${file}, which is not written`,
    ),
    `${total} rejected${total > 0 ? `, listed in ${report}` : ''}`,
    ...reasons.map(([reason, count]) => `  ${count} × ${reason}`),
  ].join('\n');
}
