import { resolve } from 'node:path';
import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption, nameList } from '../options.js';

/** `acc data fetch`: the files of a dataset, checked against their checksums and unpacked. */
export function registerFetch(data: CommandUnknownOpts, { log, print, signal }: CommandContext): void {
  data
    .command('fetch')
    .description('fetch a dataset, verify its checksums and unpack it; resumes a stopped fetch')
    .argument('<name>', 'a dataset of "acc data list"')
    .option('--into <folder>', 'destination (default: datasets/NAME in your cache folder)')
    .option('--all', 'also fetch what the paper does not need, such as the training splits of Clotho')
    .option('--files <names>', 'fetch only these files, separated by commas', nameList)
    .option('--url <file=url>', 'another address of one file; may be repeated', addFileUrl)
    .option('--mirror <url>', 'an address that has all files below it')
    .option('--remove-archives', 'remove each archive after it is unpacked')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nThe licence, sizes and free space are shown first. For files that no program can fetch, the steps to get them are listed.' +
        '\n\nExamples:' +
        '\n  acc data fetch nsynth-test' +
        '\n  acc data fetch clotho-v2.1 --into /data/clotho --remove-archives' +
        '\n  acc data fetch gtzan --url genres.tar.gz=https://example.org/genres.tar.gz',
    )
    .action(async (name, { into, url, json, ...options }) => {
      const { datasetFolder, fetchDataset, readManifest } = await import('../../corpus/datasets/index.js');
      const manifest = readManifest(name);
      const fetched = await fetchDataset(manifest, {
        ...options,
        into: resolve(into ?? datasetFolder(name)),
        urls: url,
        signal,
        log,
        onProgress: logProgress(log, name),
      });
      if (json) return print(JSON.stringify(fetched));
      print(`${manifest.title} is in ${fetched.into}`);
      if (fetched.manual.length > 0) print(['Remaining manual steps:', ...fetched.manual].join('\n  - '));
    });
}

/** genres.tar.gz=https://… → { 'genres.tar.gz': 'https://…' }, added to the earlier ones */
function addFileUrl(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const [, file, url] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (file && url) return { ...previous, [file]: url };
  throw new InvalidArgumentError('must be FILE=URL, e.g. genres.tar.gz=https://example.org/genres.tar.gz');
}
