import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type DatasetFile,
  type DatasetManifest,
  type FetchOptions,
  fetchDataset,
  readManifest,
} from '../../../src/corpus/datasets/index.js';
import { temporaryFolder } from '../../temporary.js';
import { tarGz } from './archives.js';
import { fileServer, honest } from './file-server.js';
import { plant } from './trees.js';

const archive = tarGz([
  { path: 'genres/blues/blues.00000.wav', content: 'sound' },
  { path: 'genres/rock/rock.00000.wav', content: 'sound' },
]);
const { signal } = new AbortController();

/** GTZAN with a small archive instead of its own. */
function small(own: Partial<DatasetFile> = {}): DatasetManifest {
  const gtzan = readManifest('gtzan');
  const md5 = createHash('md5').update(archive).digest('hex');
  return {
    ...gtzan,
    fetchBytes: archive.length,
    distribution: [{ ...gtzan.distribution[0]!, md5, mirrors: [], ...own }],
  };
}

function options(more: Partial<FetchOptions> = {}): FetchOptions & { said: string[] } {
  const said: string[] = [];
  const log = (line: string): void => void said.push(line);
  return { into: join(temporaryFolder(), 'gtzan'), signal, log, retrySeconds: [], said, ...more };
}

test('licence, citation and sizes are printed first; the archive is verified, unpacked and kept', async () => {
  const { url } = await fileServer(honest(archive));
  const given = options({ urls: { 'genres.tar.gz': `${url}/elsewhere` } });
  const fetched = await fetchDataset(small({ bytes: archive.length }), given);
  expect(given.said.slice(0, 3)).toEqual([
    'GTZAN: No licence is stated.',
    '  licence: none stated',
    expect.stringMatching(/cite: George Tzanetakis/),
  ]);
  expect(given.said).toContain('    genres.tar.gz, 1 kB');
  expect(given.said).toContain('  genres.tar.gz: downloaded, checksum matches');
  expect(fetched).toEqual({
    name: 'gtzan',
    into: given.into,
    files: [{ name: 'genres.tar.gz', state: 'fetched', unpackedInto: join(given.into, 'gtzan') }],
    manual: [],
  });
  expect(readFileSync(join(given.into, 'gtzan/genres/rock/rock.00000.wav'), 'utf8')).toBe('sound');
  expect(readdirSync(given.into).sort()).toEqual(['genres.tar.gz', 'gtzan']);
});

test('existing files are neither downloaded nor unpacked again, even without their archive', async () => {
  const { url, requests } = await fileServer(honest(archive));
  const given = options({ mirror: `${url}/`, removeArchives: true });
  await fetchDataset(small(), given);
  expect(readdirSync(given.into)).toEqual(['gtzan']);
  const { files } = await fetchDataset(small(), given);
  expect(files[0]!.state).toBe('already there');
  expect(requests).toHaveLength(1);
});

test('an empty folder is not taken for the unpacked archive', async () => {
  const { url, requests } = await fileServer(honest(archive));
  const given = options({ mirror: `${url}/` });
  await mkdir(join(given.into, 'gtzan'), { recursive: true });
  const { files } = await fetchDataset(small(), given);
  expect(files[0]!.state).toBe('fetched');
  expect(requests).toHaveLength(1);
  expect(readdirSync(join(given.into, 'gtzan'))).not.toEqual([]);
});

test('two concurrent calls download once', async () => {
  const given = options();
  const { url, requests } = await fileServer(async (request, response) => {
    await expect.poll(() => given.said.join()).toContain(`waiting for process ${process.pid} (`);
    honest(archive)(request, response);
  });
  await Promise.all([1, 2].map(() => fetchDataset(small(), { ...given, mirror: url })));
  expect(requests).toHaveLength(1);
});

test('an archive with another checksum is neither unpacked nor kept', async () => {
  const { url } = await fileServer(honest(archive));
  const given = options({ mirror: url });
  await expect(fetchDataset(small({ md5: 'f'.repeat(32) }), given)).rejects.toMatchObject({
    code: 'corpus/wrong-file',
  });
  expect(readdirSync(given.into)).toEqual([]);
});

test('an archive with a path outside the folder is kept and not unpacked', async () => {
  const evil = tarGz([{ path: '../evil.txt', content: 'x' }]);
  const md5 = createHash('md5').update(evil).digest('hex');
  const { url } = await fileServer(honest(evil));
  const given = options({ mirror: url });
  await expect(fetchDataset(small({ md5 }), given)).rejects.toMatchObject({ code: 'corpus/unsafe-archive' });
  expect(readdirSync(given.into)).toEqual(['genres.tar.gz']);
  expect(existsSync(join(given.into, '..', 'evil.txt'))).toBe(false);
});

test('an archive that the user put there is verified, then unpacked', async () => {
  const given = options();
  await plant(given.into, { 'genres.tar.gz': archive });
  expect((await fetchDataset(small(), given)).files[0]!.state).toBe('already there');
  expect(existsSync(join(given.into, 'gtzan/genres/blues'))).toBe(true);
  const other = options();
  await plant(other.into, { 'genres.tar.gz': 'not the archive' });
  await expect(fetchDataset(small(), other)).rejects.toMatchObject({
    code: 'corpus/wrong-file',
    hint: expect.stringContaining('remove it'),
  });
});

test('each retry is reported', async () => {
  const { url } = await fileServer((request, response, count) =>
    count === 1 ? response.writeHead(503).end() : honest(archive)(request, response),
  );
  const given = options({ mirror: url, retrySeconds: [0] });
  await fetchDataset(small(), given);
  expect(given.said).toContain('  genres.tar.gz: the server responded 503 Service Unavailable; retrying in 0 s');
});

test('too little space is reported before any request', async () => {
  const { url, requests } = await fileServer(honest(archive));
  const given = options({ mirror: url });
  await expect(fetchDataset(small({ bytes: 10 ** 15 }), given)).rejects.toMatchObject({
    code: 'core/disk-full',
    message: expect.stringMatching(/^fetching GTZAN needs 1000000\.0 GB, .* are free in/),
    hint: expect.stringContaining('--into'),
  });
  expect(requests).toEqual([]);
});

test('optional files are downloaded with --all or by name, an archive with its other volumes', async () => {
  const { url } = await fileServer(honest(Buffer.from('not an archive')));
  const tables = ['clotho_captions_evaluation.csv', 'clotho_metadata_evaluation.csv'];
  const clotho = readManifest('clotho-v2.1');
  const plain = clotho.distribution.map(({ md5, unpackInto, ...file }) => file as DatasetFile);
  const names = async (more: Partial<FetchOptions>): Promise<string[]> => {
    const { files } = await fetchDataset({ ...clotho, distribution: plain }, options({ mirror: url, ...more }));
    return files.map(({ name }) => name);
  };
  expect(await names({})).toEqual(['clotho_audio_evaluation.7z', ...tables]);
  expect(await names({ all: true })).toHaveLength(9);
  expect(await names({ files: ['clotho_captions_development.csv'] })).toEqual(['clotho_captions_development.csv']);
  const fsd = readManifest('stand-in-events');
  const distribution = fsd.distribution.map(({ md5, unpackInto, ...file }) => file as DatasetFile);
  const { files } = await fetchDataset(
    { ...fsd, distribution },
    options({ mirror: url, files: ['FSD50K.dev_audio.zip'] }),
  );
  expect(files).toHaveLength(6);
});

test.each(['iemocap', 'auditeval-events'])(
  '%s cannot be downloaded, and the hint lists the manual steps',
  async (name) => {
    const failure = await fetchDataset(readManifest(name), options()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'corpus/manual-step', hint: expect.stringMatching(/^1\. .+\n {2}2\. /) });
  },
);

test('an unknown file is an error with the available names', async () => {
  await expect(fetchDataset(small(), options({ files: ['x.zip'] }))).rejects.toMatchObject({
    message: 'GTZAN has no file "x.zip"',
    hint: 'available files: genres.tar.gz',
  });
  await expect(fetchDataset(small(), options({ urls: { 'y.zip': 'http://localhost' } }))).rejects.toMatchObject({
    message: 'GTZAN has no file "y.zip"',
  });
});
