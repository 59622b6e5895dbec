import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { runCrate } from '../../../src/experiment/index.js';
import { temporaryFolder } from '../../temporary.js';
import { answeredRun } from '../answered-run.js';
import { openRocrate } from './rocrate.js';

const script = join(import.meta.dirname, 'read_crate.py');
const profile = 'process-run-crate-0.5';
const rocrate = await openRocrate();
process.env.ACC_JAVA = 'no-java-here'; // SPICE would take longest

interface Crate {
  name: string;
  licence: string;
  author: string;
  published: string;
  files: Record<string, [sha256: string, bytes: string]>;
  hashes: Record<string, string>;
  instrument: string;
  results: string[];
  dangling: string[];
  written: string[];
  issues: string[];
}

test('a recorded run is an RO-Crate: rocrate reads it with all its files, and the validator finds nothing', async ({
  skip,
}) => {
  if ('missing' in rocrate) return skip(rocrate.missing);
  const store = temporaryFolder();
  await answeredRun(store, 'smoke', ['arms={ACC: {tasks: [ACC]}}']);
  const file = join(store, 'smoke.zip');
  writeFileSync(file, await runCrate('smoke', store, { author: 'A. Person', licence: 'CC-BY-4.0' }));
  const crate = await rocrate<Crate>(script, { file, profile });
  expect(crate).toMatchObject({
    name: expect.stringMatching(/^Run smoke: /),
    licence: 'https://spdx.org/licenses/CC-BY-4.0',
    author: 'A. Person',
    published: expect.stringContaining('2026-01-02'),
    instrument: expect.stringContaining('commit c0ffee0'),
    dangling: [],
    issues: [],
  });
  const { 'ro-crate-metadata.json': _, ...hashes } = crate.hashes;
  expect(Object.fromEntries(Object.entries(crate.files).map(([name, [sha256]]) => [name, sha256]))).toEqual(hashes);
  expect(crate.written.sort()).toEqual(Object.keys(crate.hashes).sort());
  expect(crate.results).toEqual(expect.arrayContaining(['answers.jsonl', 'draws.jsonl', 'records.jsonl']));
  expect(statSync(file).size).toBeLessThan(100_000);

  // the validator is effective: it finds an action without its program, and a data set without its licence
  const files = unzipSync(readFileSync(file));
  const metadata = Buffer.from(files['ro-crate-metadata.json']!).toString();
  const broken = join(store, 'broken.zip');
  const text = metadata.replace('"instrument": {', '"other": {').replace('"license": {', '"other": {');
  writeFileSync(broken, zipSync({ ...files, 'ro-crate-metadata.json': Buffer.from(text) }));
  const { issues } = await rocrate<{ issues: string[] }>(script, { file: broken, profile, only: 'issues' });
  expect(issues.join()).toMatch(/instrument/);
  expect(issues.join()).toMatch(/license/);
});
