import { resolve } from 'node:path';
import { AccError } from '../../core/index.js';
import { datasetFolder, fetchDataset, readManifest } from '../../corpus/datasets/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

interface FetchFlags {
  into?: string;
  files?: string[];
  all?: boolean;
  url?: string[];
  mirror?: string;
  removeArchives?: boolean;
  json?: boolean;
}

/** `acc data fetch`: the files of a dataset, compared with their checksums and unpacked. */
export async function fetchData(
  { say, print, signal }: CommandContext,
  name: string,
  { into, url = [], json, ...flags }: FetchFlags,
): Promise<void> {
  const manifest = readManifest(name);
  const fetched = await fetchDataset(manifest, {
    ...flags,
    into: resolve(into ?? datasetFolder(name)),
    urls: Object.fromEntries(url.map(fileAndUrl)),
    signal,
    say,
    onProgress: sayProgress(say, name),
  });
  if (json) return print(JSON.stringify(fetched));
  print(`${manifest.title} is in ${fetched.into}`);
  if (fetched.manual.length > 0) print(['What remains to be done by hand:', ...fetched.manual].join('\n  - '));
}

/** genres.tar.gz=https://… → ['genres.tar.gz', 'https://…'] */
function fileAndUrl(text: string): [string, string] {
  const [, file, url] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (file && url) return [file, url];
  throw new AccError('cli/bad-option', {
    message: `--url ${text} does not name a file and its address`,
    hint: 'write --url genres.tar.gz=https://example.org/genres.tar.gz',
  });
}
