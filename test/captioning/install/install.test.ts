import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filesOf, mavenArtifacts } from '../../../src/captioning/install/files.js';
import { installMetrics, isInstalled, meteorIndexFile } from '../../../src/captioning/install/index.js';
import { temporaryFolder } from '../../temporary.js';

beforeEach(() => {
  vi.stubEnv('ACC_CACHE', temporaryFolder());
});
afterEach(() => vi.unstubAllEnvs());

const quiet = { log: () => {}, signal: new AbortController().signal };

/** Empty files with the expected sizes, which pass the check of sizes. */
async function pretend(name: 'meteor' | 'spice'): Promise<void> {
  for (const { path, bytes } of filesOf(name)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
    await truncate(path, bytes);
  }
}

test('files without the marker of a completed installation do not count', async () => {
  await pretend('meteor');
  await writeFile(meteorIndexFile(), '');
  expect(await isInstalled('meteor')).toBe(false);
  expect(await isInstalled('spice')).toBe(false);
  expect(await isInstalled('minilm')).toBe(false);
});

test('files with other contents are downloaded again; if that fails, the error is named and no marker is written', async () => {
  await pretend('spice');
  vi.stubEnv('PATH', temporaryFolder());
  await expect(installMetrics(['spice'], quiet)).rejects.toMatchObject({ code: 'python/not-found' });
  expect(await isInstalled('spice')).toBe(false);
});

test('each Maven artifact has coordinates, a size, a hash and a unique file name', () => {
  for (const { group, artifact, version, bytes, sha256 } of mavenArtifacts) {
    expect([group, artifact, version].every(Boolean)).toBe(true);
    expect(bytes).toBeGreaterThan(1000);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(new Set(mavenArtifacts.map(({ file }) => file)).size).toBe(mavenArtifacts.length);
});
