import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../../../src/corpus/datasets/fetch/download.js';
import { temporaryFolder } from '../../temporary.js';
import { fileServer, honest } from './file-server.js';

/** Large against what a connection buffers, since what is buffered when it breaks is lost; no two parts are alike. */
const bytes = Buffer.concat(Array.from({ length: 4000 }, (_, k) => Buffer.alloc(1000, `${k} `)));
const half = bytes.length / 2;
const md5 = createHash('md5').update(bytes).digest('hex');
const { signal } = new AbortController();
const quick = { signal, retrySeconds: [0, 0, 0] };

test('a file is fetched, compared with its checksum and put in place', async () => {
  const { url, requests } = await fileServer(honest(bytes));
  const path = join(temporaryFolder(), 'below', 'a.zip');
  const seen: [number, number | undefined][] = [];
  await download([url], path, { bytes: bytes.length, md5 }, { ...quick, onBytes: (...pair) => seen.push(pair) });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(seen.at(-1)).toEqual([bytes.length, bytes.length]);
  expect(requests).toEqual(['']);
  expect([existsSync(`${path}.part`), existsSync(`${path}.part.json`)]).toEqual([false, false]);
});

test('a connection that drops midway is taken up where it broke, with no byte twice', async () => {
  const { url, requests } = await fileServer((request, response, count) =>
    honest(bytes, count === 1 ? { breakAfter: half } : {})(request, response),
  );
  const path = join(temporaryFolder(), 'a.zip');
  await download([url], path, { md5 }, quick);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(requests).toHaveLength(2);
  expect(startOf(requests[1]!)).toBeGreaterThan(half / 2);
});

test('a connection that always breaks is given up only when nothing new comes', async () => {
  const { url, requests } = await fileServer(honest(bytes, { breakAfter: bytes.length / 4 }));
  const path = join(temporaryFolder(), 'a.zip');
  await download([url], path, { md5 }, { signal, retrySeconds: [0] });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(requests.length).toBeGreaterThanOrEqual(4);
});

test('a file that changed on the server since is fetched from its start', async () => {
  const other = Buffer.alloc(200_000, 'other');
  const { url, requests } = await fileServer((request, response, count) =>
    count === 1
      ? honest(bytes, { etag: '"v1"', breakAfter: half })(request, response)
      : honest(other, { etag: '"v2"' })(request, response),
  );
  const path = join(temporaryFolder(), 'a.zip');
  await download([url], path, {}, quick);
  expect(readFileSync(path).equals(other)).toBe(true);
  expect(startOf(requests[1]!)).toBeGreaterThan(half / 2);
});

test('a second call goes on with what the first one left', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  const broken = await fileServer((request, response, count) =>
    count === 1 ? honest(bytes, { breakAfter: half })(request, response) : response.writeHead(403).end(),
  );
  await expect(download([broken.url], path, { md5 }, quick)).rejects.toMatchObject({
    code: 'corpus/fetch-failed',
    message: expect.stringContaining('403'),
    hint: expect.stringMatching(/what has come is kept \(\d MB\)/),
  });
  const left = readFileSync(`${path}.part`).length;
  const { url, requests } = await fileServer(honest(bytes));
  await download([url], path, { md5 }, quick);
  expect(requests).toEqual([`bytes=${left}-`]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a part that is complete already is not fetched again', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  writeFileSync(`${path}.part`, bytes);
  const { url } = await fileServer(honest(bytes));
  await download([url], path, { md5 }, quick);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('stopping keeps the part and says how to go on', async () => {
  const controller = new AbortController();
  const { url } = await fileServer((_, response) => {
    response.writeHead(200, { 'content-length': bytes.length, etag: '"v1"' });
    response.write(bytes.subarray(0, 70_000));
  });
  const path = join(temporaryFolder(), 'a.zip');
  const work = download(
    [url],
    path,
    { md5 },
    {
      ...quick,
      signal: controller.signal,
      onBytes: (done) => done === 70_000 && controller.abort(),
    },
  );
  await expect(work).rejects.toMatchObject({
    code: 'core/interrupted',
    message: expect.stringContaining('70 kB'),
    hint: 'the same command goes on from there',
  });
  expect(readFileSync(`${path}.part`)).toHaveLength(70_000);
});

test('404 is not tried again; the next address is', async () => {
  const gone = await fileServer((_, response) => response.writeHead(404).end());
  const { url } = await fileServer(honest(bytes));
  const path = join(temporaryFolder(), 'a.zip');
  await download([gone.url, url], path, { md5 }, quick);
  expect(gone.requests).toHaveLength(1);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a busy server is asked again', async () => {
  const { url, requests } = await fileServer((request, response, count) =>
    count < 3 ? response.writeHead(503).end() : honest(bytes)(request, response),
  );
  await download([url], join(temporaryFolder(), 'a.zip'), { md5 }, quick);
  expect(requests).toHaveLength(3);
});

test.each<[string, Parameters<typeof fileServer>[0], object, object]>([
  [
    'that does not exist',
    (_, response) => response.writeHead(404).end(),
    {},
    { code: 'corpus/fetch-failed', message: expect.stringContaining('the server answers 404') },
  ],
  [
    'that ends before its Content-Length',
    (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    },
    {},
    { code: 'corpus/fetch-failed', message: expect.stringContaining('the connection broke after') },
  ],
  [
    'of another size than its manifest says',
    honest(bytes),
    { bytes: 1234 },
    { code: 'corpus/wrong-file', message: expect.stringContaining('4000000 bytes') },
  ],
  [
    'with another checksum',
    honest(Buffer.from('tampered')),
    { md5 },
    { code: 'corpus/wrong-file', message: expect.stringContaining(`in place of ${md5}`) },
  ],
  [
    'that is a page to log in at',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
    {},
    { code: 'corpus/fetch-failed', message: expect.stringContaining('a web page') },
  ],
  [
    'that is larger than the disk',
    (_, response) => {
      response.writeHead(200, { 'content-length': 10 ** 15 });
      response.write('x');
    },
    {},
    { code: 'core/disk-full', message: expect.stringContaining('1000000.0 GB') },
  ],
])('a file %s is a named error and is not put in place', async (_, behaviour, file, expected) => {
  const { url } = await fileServer(behaviour);
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download([url], path, file, quick)).rejects.toMatchObject(expected);
  expect(existsSync(path)).toBe(false);
});

test('a checksum that does not agree leaves no part to go on with', async () => {
  const { url } = await fileServer(honest(Buffer.from('wrong')));
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download([url], path, { md5 }, quick)).rejects.toMatchObject({ code: 'corpus/wrong-file' });
  expect(existsSync(`${path}.part`)).toBe(false);
});

test('no server at all is tried a few times and named', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download(['http://127.0.0.1:9/a.zip'], path, {}, quick)).rejects.toMatchObject({
    code: 'corpus/fetch-failed',
    message: expect.stringContaining('no answer'),
  });
});

function startOf(range: string): number {
  return Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
}
