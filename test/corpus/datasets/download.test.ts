import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../../../src/corpus/datasets/fetch/download.js';
import { temporaryFolder } from '../../temporary.js';
import { fileServer, honest } from './file-server.js';

/** Much larger than the buffers of a connection, since buffered data is lost when it breaks; no two parts are equal. */
const bytes = Buffer.concat(Array.from({ length: 4000 }, (_, k) => Buffer.alloc(1000, `${k} `)));
const half = bytes.length / 2;
const md5 = createHash('md5').update(bytes).digest('hex');
const { signal } = new AbortController();
const quick = { signal, retrySeconds: [0, 0, 0] };

test('a file is downloaded, compared with its checksum and renamed', async () => {
  const { url, requests } = await fileServer(honest(bytes));
  const path = join(temporaryFolder(), 'below', 'a.zip');
  const seen: [number, number | undefined][] = [];
  await download([url], path, { bytes: bytes.length, md5 }, { ...quick, onBytes: (...pair) => seen.push(pair) });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(seen.at(-1)).toEqual([bytes.length, bytes.length]);
  expect(requests).toEqual(['']);
  expect([existsSync(`${path}.part`), existsSync(`${path}.part.json`)]).toEqual([false, false]);
});

test('a dropped connection is resumed at the same byte, without duplicates', async () => {
  const { url, requests } = await fileServer((request, response, count) =>
    honest(bytes, count === 1 ? { breakAfter: half } : {})(request, response),
  );
  const path = join(temporaryFolder(), 'a.zip');
  await download([url], path, { md5 }, quick);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(requests).toHaveLength(2);
  expect(startOf(requests[1]!)).toBeGreaterThan(half / 2);
});

test('a connection that keeps breaking is given up only when no new bytes arrive', async () => {
  const { url, requests } = await fileServer(honest(bytes, { breakAfter: bytes.length / 4 }));
  const path = join(temporaryFolder(), 'a.zip');
  await download([url], path, { md5 }, { signal, retrySeconds: [0] });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(requests.length).toBeGreaterThanOrEqual(4);
});

test('a file that has changed on the server is downloaded from the start', async () => {
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

test('a second call resumes the download of the first', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  const broken = await fileServer((request, response, count) =>
    count === 1 ? honest(bytes, { breakAfter: half })(request, response) : response.writeHead(403).end(),
  );
  await expect(download([broken.url], path, { md5 }, quick)).rejects.toMatchObject({
    code: 'corpus/fetch-failed',
    message: expect.stringContaining('403'),
    hint: expect.stringMatching(/\d MB are kept/),
  });
  const left = readFileSync(`${path}.part`).length;
  const { url, requests } = await fileServer(honest(bytes));
  await download([url], path, { md5 }, quick);
  expect(requests).toEqual([`bytes=${left}-`]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a complete partial file is not downloaded again', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  writeFileSync(`${path}.part`, bytes);
  const { url } = await fileServer(honest(bytes));
  await download([url], path, { md5 }, quick);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('an abort keeps the partial file and hints how to resume', async () => {
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
    hint: 'the same command resumes the download',
  });
  expect(readFileSync(`${path}.part`)).toHaveLength(70_000);
});

test('404 is not retried; the next address is tried', async () => {
  const gone = await fileServer((_, response) => response.writeHead(404).end());
  const { url } = await fileServer(honest(bytes));
  const path = join(temporaryFolder(), 'a.zip');
  await download([gone.url, url], path, { md5 }, quick);
  expect(gone.requests).toHaveLength(1);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a busy server is retried', async () => {
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
    { code: 'corpus/fetch-failed', message: expect.stringContaining('the server responded 404') },
  ],
  [
    'that ends before its Content-Length',
    (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    },
    {},
    { code: 'corpus/fetch-failed', message: expect.stringContaining('the connection was lost after') },
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
    { code: 'corpus/wrong-file', message: expect.stringContaining(`instead of ${md5}`) },
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
])('a file %s is a named error and is not stored', async (_, behaviour, file, expected) => {
  const { url } = await fileServer(behaviour);
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download([url], path, file, quick)).rejects.toMatchObject(expected);
  expect(existsSync(path)).toBe(false);
});

test('a checksum mismatch leaves no partial file to resume', async () => {
  const { url } = await fileServer(honest(Buffer.from('wrong')));
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download([url], path, { md5 }, quick)).rejects.toMatchObject({ code: 'corpus/wrong-file' });
  expect(existsSync(`${path}.part`)).toBe(false);
});

test('an unreachable server is retried a few times and reported', async () => {
  const path = join(temporaryFolder(), 'a.zip');
  await expect(download(['http://127.0.0.1:9/a.zip'], path, {}, quick)).rejects.toMatchObject({
    code: 'corpus/fetch-failed',
    message: expect.stringContaining('no response'),
  });
});

function startOf(range: string): number {
  return Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
}
