import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { encodeWav } from '../../../src/audio/index.js';
import { kitRoot, sha256File } from '../../../src/core/index.js';
import { noise, temporary } from '../../editing/corpus.js';

const rows = 400;

/** Base clips of a few files under many ids, and events of twelve types. */
async function sources(): Promise<string> {
  const folder = await temporary();
  const save = (name: string, seed: number, frames: number): Promise<void> =>
    writeFile(join(folder, name), encodeWav({ samples: noise(seed, frames, 0.2), sampleRate: 16_000 }));
  await mkdir(folder, { recursive: true });
  for (let k = 0; k < 8; k++) await save(`base${k}.wav`, k, 40_000);
  for (let k = 0; k < 12; k++) await save(`event${k}.wav`, 100 + k, 12_000);
  const bases = Array.from({ length: rows }, (_, i) => `b${i},Wind blows over field ${i},base${i % 8}.wav`);
  const events = Array.from({ length: 12 }, (_, k) => `e${k},Animals,type${k},thing${k} calling,event${k}.wav`);
  await writeFile(join(folder, 'bases.csv'), `id,caption,file\n${bases.join('\n')}\n`);
  await writeFile(join(folder, 'events.csv'), `id,category,type,description,file\n${events.join('\n')}\n`);
  return folder;
}

/** `acc data build`; with `until` it is killed as soon as its journal is so long. @returns whether it came to its end */
async function build(folder: string, out: string, workers: number, until = Number.POSITIVE_INFINITY): Promise<boolean> {
  const files = ['--events', join(folder, 'events.csv'), '--bases', join(folder, 'bases.csv')];
  const how = ['--preset', 'one-pair-per-base', '--seconds', '3', '--workers', `${workers}`, '--out', out];
  const child = spawn(process.execPath, [join(kitRoot(), 'bin/acc.mjs'), 'data', 'build', ...files, ...how], {
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(child, 'exit');
  const journal = join(out, 'journal.jsonl');
  while (child.exitCode === null && child.signalCode === null) {
    if (existsSync(journal) && statSync(journal).size > until) process.kill(-child.pid!, 'SIGKILL');
    await Promise.race([ended, wait(2)]);
  }
  return child.exitCode === 0;
}

/** Hash by path; the report names the sources relative to the folder, which is another one. */
async function hashes(root: string): Promise<Map<string, string>> {
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => file.includes('.') && file !== 'build.json',
  );
  return new Map(await Promise.all(files.map(async (file) => [file, await sha256File(join(root, file))] as const)));
}

test('a build that is killed again and again loses nothing, leaves nothing torn, and ends with the same bytes', {
  timeout: 180_000,
}, async () => {
  const folder = await sources();
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  expect(await build(folder, whole, 2)).toBe(true);
  const expected = await hashes(whole);
  const begun: number[] = [];
  for (const until of [1_000, 60_000, 150_000, 300_000]) {
    expect(await build(folder, killed, 1 + (begun.length % 2), until)).toBe(false);
    begun.push(statSync(join(killed, 'journal.jsonl')).size);
    for (const [file, hash] of await hashes(join(killed, 'clips')))
      if (!file.endsWith('.tmp')) expect(hash, file).toBe(expected.get(join('clips', file)));
  }
  expect(begun).toEqual(begun.toSorted((a, b) => a - b));
  expect(await build(folder, killed, 2)).toBe(true);
  expect(await hashes(killed)).toEqual(expected);
});
