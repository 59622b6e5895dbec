import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Progress, sha256 } from '../../../src/core/index.js';
import { modelVerification, verifyModel } from '../../../src/trainer/index.js';
import { temporaryFolder } from '../../temporary.js';
import { writeModel } from './model-folder.js';

const names = ['config.json', 'model-1.safetensors', 'model-2.safetensors'];
const { signal } = new AbortController();
const options = { signal, progress: () => {} };

beforeEach(() => {
  vi.stubEnv('ACC_CACHE', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** As the hub publishes it: SHA-256 of large files, git's name of others. */
function published(file: string): string {
  const bytes = readFileSync(file);
  if (file.endsWith('.safetensors')) return sha256(bytes);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** A snapshot whose files are links to blobs. @returns its folder, and the blobs by name */
function snapshot(): { folder: string; blobs: Record<string, string> } {
  const repository = join(temporaryFolder(), 'models--Qwen--Audio');
  const folder = writeModel(join(repository, 'snapshots', 'c0ffee'));
  mkdirSync(join(repository, 'blobs'));
  const blobs: Record<string, string> = {};
  for (const name of names) {
    const hash = published(join(folder, name));
    blobs[name] = join(repository, 'blobs', hash);
    renameSync(join(folder, name), blobs[name]);
    symlinkSync(`../../blobs/${hash}`, join(folder, name));
  }
  return { folder, blobs };
}

test('files of the Hugging Face cache are compared with the hashes that name their blobs, once', async () => {
  const { folder, blobs } = snapshot();
  expect(await modelVerification(folder)).toMatchObject({ state: 'unverified', files: 3 });
  const reports: Progress[] = [];
  await verifyModel(folder, { signal, progress: (report) => void reports.push(report) });
  expect(reports.at(-1)?.done).toBe(reports.at(-1)?.total);
  expect(await modelVerification(folder)).toMatchObject({ state: 'verified', files: 3 });
  utimesSync(blobs['config.json']!, 1, 1);
  expect((await modelVerification(folder)).state).toBe('unverified');
});

test.each(names)('another byte in %s is a named error, and is not remembered as compared', async (name) => {
  const { folder, blobs } = snapshot();
  const bytes = readFileSync(blobs[name]!);
  bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 1;
  writeFileSync(blobs[name]!, bytes);
  await expect(verifyModel(folder, options)).rejects.toMatchObject({
    code: 'trainer/model-damaged',
    file: join(folder, name),
  });
  expect((await modelVerification(folder)).state).toBe('unverified');
});

test('a folder that "hf download --local-dir" made has its hashes in metadata files', async () => {
  const folder = writeModel(temporaryFolder());
  const metadata = join(folder, '.cache/huggingface/download');
  mkdirSync(metadata, { recursive: true });
  for (const name of names)
    writeFileSync(join(metadata, `${name}.metadata`), `c0ffee\n${published(join(folder, name))}\n1764600000.0\n`);
  await verifyModel(folder, options);
  expect(await modelVerification(folder)).toMatchObject({ state: 'verified', files: 3 });
  truncateSync(join(folder, 'model-1.safetensors'), 20);
  await expect(verifyModel(folder, options)).rejects.toMatchObject({ code: 'trainer/model-damaged' });
});

test('a folder without published hashes is said to have none', async () => {
  const folder = writeModel(temporaryFolder());
  await verifyModel(folder, options);
  expect(await modelVerification(folder)).toEqual({ state: 'no hashes' });
});

test('a comparison ends with the signal', async () => {
  await expect(verifyModel(snapshot().folder, { ...options, signal: AbortSignal.abort() })).rejects.toThrow();
});
