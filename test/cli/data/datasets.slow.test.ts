import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datasetNames } from '../../../src/corpus/datasets/index.js';
import { zip } from '../../corpus/datasets/archives.js';
import { fileServer, honest } from '../../corpus/datasets/file-server.js';
import * as trees from '../../corpus/datasets/trees.js';
import { temporaryFolder } from '../../temporary.js';
import { acc } from '../acc.js';

const vocalsoundZip = zip(Object.entries(trees.vocalsound).map(([path, content]) => ({ path, content })));

test('acc data list names every dataset with what it is for, its licence and what to do by hand', async () => {
  const env = { ACC_CACHE: temporaryFolder() };
  const { stdout, exitCode } = await acc(['data', 'list', '--json'], { env });
  const { datasets } = JSON.parse(stdout) as { datasets: { name: string; there: string; manual: string[] }[] };
  expect(exitCode).toBe(0);
  expect(datasets.map(({ name }) => name)).toEqual(datasetNames());
  expect(datasets.find(({ name }) => name === 'iemocap')).toMatchObject({
    there: 'no',
    gives: { task: 'iemocap' },
    folder: join(env.ACC_CACHE, 'datasets', 'iemocap'),
    manual: expect.arrayContaining([expect.stringContaining('sail.usc.edu')]),
  });
  const text = (await acc(['data', 'list'], { env })).stdout;
  expect(text).toContain('gtzan: GTZAN\n  for: music genre classification (MGC), Table 3\n  size: 1.23 GB to download');
});

test('a dataset is fetched into the cache folder, verified and imported by three commands', async () => {
  const { url } = await fileServer(honest(vocalsoundZip));
  const cwd = temporaryFolder();
  const env = { ACC_CACHE: temporaryFolder() };
  const fetched = await acc(['data', 'fetch', 'vocalsound', '--mirror', url, '--json'], { cwd, env });
  expect(JSON.parse(fetched.stdout)).toMatchObject({
    name: 'vocalsound',
    into: join(env.ACC_CACHE, 'datasets/vocalsound'),
    files: [{ name: 'vs_release_16k.zip', state: 'fetched' }],
  });
  expect(fetched.stderr).toContain('CC BY-SA 4.0');

  const verified = await acc(['data', 'verify', 'vocalsound', '--json'], { cwd, env });
  expect(verified.exitCode).toBe(1);
  expect(JSON.parse(verified.stdout)).toMatchObject({ counts: { ok: 6, missing: 1, unreadable: 0 } });

  const imported = await acc(['data', 'import', 'vocalsound', '--out', 'evaluation'], { cwd, env });
  expect([imported.exitCode, imported.stdout]).toEqual([
    0,
    [
      `3 rows in ${join(cwd, 'evaluation/tasks/vocalsound.jsonl')}`,
      `1 rejected, listed in ${join(cwd, 'evaluation/import-report.jsonl')}`,
      '  1 × its audio file is missing',
    ].join('\n'),
  ]);
  expect(imported.stderr).toContain('not as published: te has 4 rows instead of 3594');
});

test('Ctrl-C ends a fetch with status 130, keeps the part and says so', async () => {
  const cwd = temporaryFolder();
  let pressed = (): void => {};
  const { url } = await fileServer((_, response) => {
    response.writeHead(200, { 'content-length': 9_000_000, etag: '"v1"' });
    response.write(Buffer.alloc(2_000_000), () => pressed());
  });
  const child = acc(['data', 'fetch', 'vocalsound', '--mirror', url, '--into', 'here'], { cwd });
  pressed = () => void child.kill('SIGINT');
  const { exitCode, stderr } = await child;
  expect(exitCode).toBe(130);
  expect(stderr).toContain('the same command resumes the download');
});

test('a folder with a CSV of other column names becomes a corpus', async () => {
  const cwd = await trees.plant(temporaryFolder(), {
    'rec/a.wav': trees.sound,
    'rec/list.csv': 'name,text\na.wav,A bell\n',
  });
  const args = ['data', 'import', 'list.csv', '--from', 'rec', '--out', 'corpus'];
  const { exitCode, stdout } = await acc([...args, '--columns', 'id=name,caption=text,file=name', '--json'], { cwd });
  expect([exitCode, JSON.parse(stdout).written]).toEqual([0, { 'bases.csv': 1 }]);
  expect(readFileSync(join(cwd, 'corpus/bases.csv'), 'utf8')).toContain('a.wav,A bell,audio/list/a.wav.wav,');
});

test.each<[string, string[], number, string]>([
  ['fetching IEMOCAP', ['fetch', 'iemocap'], 1, 'corpus/manual-step'],
  ['an unknown dataset', ['fetch', 'librispeech'], 1, 'corpus/unknown-dataset'],
  ['a --url without an address', ['fetch', 'gtzan', '--url', 'genres.tar.gz'], 2, 'cli/bad-option'],
  ['a CSV without its folder', ['import', 'x.csv', '--out', 'o'], 2, 'cli/missing-option'],
  ['a column without a name', ['import', 'x.csv', '--from', '.', '--out', 'o', '--columns', 'id'], 2, 'cli/bad-option'],
  ['an unknown part', ['import', 'gtzan', '--out', 'o', '--only', 'sounds'], 2, 'cli/bad-option'],
  ['a dataset that is not there', ['verify', 'gtzan', '--from', 'nowhere'], 1, 'core/file-missing'],
])('%s is an error with a code', async (_, args, status, code) => {
  const cwd = temporaryFolder();
  const { exitCode, stdout } = await acc(['data', ...args, '--json'], { cwd, env: { ACC_CACHE: cwd } });
  expect([exitCode, JSON.parse(stdout).error.code]).toEqual([status, code]);
});
