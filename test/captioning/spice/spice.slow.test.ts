import { readdirSync, statSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ScoredItem, spice } from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';
import { goldens, records } from '../goldens.js';
import { spiceInstalled, without } from '../installed.js';

const where = without(spiceInstalled, 'spice');
const signal = new AbortController().signal;

afterEach(() => {
  delete process.env.ACC_JAVA;
});

const items: ScoredItem[] = [
  { id: 'same', candidate: 'a brown dog barks in the rain', references: ['a brown dog barks in the rain'] },
  { id: 'part', candidate: 'a dog barks', references: ['a brown dog barks', 'a dog and a cat'] },
  { id: 'none', candidate: 'water runs', references: ['a man speaks'] },
  { id: 'empty', candidate: '', references: ['a man speaks'] },
];

test.skipIf(!spiceInstalled)(`SPICE scores a small set, and a second time from its cached parses${where}`, async () => {
  const caches = temporaryFolder();
  const first = await spice(items, { signal, caches });
  expect(first.items[0]).toBe(1);
  expect(first.items[1]).toBeGreaterThan(0);
  expect(first.items.slice(2)).toEqual([0, 0]);
  expect(first.details[0]).toMatchObject({ f: 1, fp: 0, fn: 0 });
  expect(first.unparsed).toEqual([]);
  const parses = () =>
    readdirSync(caches, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name === 'data.mdb') // the parses; reading changes only the lock file beside it
      .map(({ parentPath, name }) => [name, statSync(join(parentPath, name)).mtimeMs]);
  const before = parses();
  expect(before.length).toBeGreaterThan(0);
  expect(await spice(items, { signal, caches })).toEqual(first);
  expect(parses()).toEqual(before);
});

test.skipIf(!spiceInstalled || !goldens)(
  `SPICE of 12 AudioCaps items is the published one, tuples included${goldens ? where : ' (skipped: ../shared/goldens is absent)'}`,
  async () => {
    const golden = records<
      ScoredItem & { scores: { spice: number }; spice_detail: { All: { tp: number; fp: number; fn: number } } }
    >('con-audiocaps.jsonl.gz').slice(1, 13);
    const scores = await spice(golden, { signal, caches: temporaryFolder() });
    expect(scores.items).toEqual(golden.map((item) => item.scores.spice));
    expect(scores.details.map((detail) => ({ tp: detail!.tp, fp: detail!.fp, fn: detail!.fn }))).toEqual(
      golden.map(({ spice_detail }) => spice_detail.All),
    );
  },
);

test.skipIf(!spiceInstalled)(`two concurrent runs do not wait for each other${where}`, async () => {
  const caches = temporaryFolder();
  const [one, other] = await Promise.all([spice(items, { signal, caches }), spice(items, { signal, caches })]);
  expect(one).toEqual(other);
});

test.skipIf(!spiceInstalled)(`an abort ends Java${where}`, async () => {
  const controller = new AbortController();
  const running = spice(items, { signal: controller.signal, caches: temporaryFolder() });
  setTimeout(() => controller.abort(), 2000);
  await expect(running).rejects.toThrow();
});

test('without Java, or with another program, the error states this', async () => {
  process.env.ACC_JAVA = '/nonexistent/java';
  await expect(spice(items, { signal, caches: temporaryFolder() })).rejects.toMatchObject({
    code: 'captioning/no-java',
  });
  process.env.ACC_JAVA = await program('echo "no version here" >&2');
  await expect(spice(items, { signal, caches: temporaryFolder() })).rejects.toMatchObject({
    code: 'captioning/no-java',
  });
});

test.skipIf(!spiceInstalled)(
  `a parser that hangs loses only the captions that cause it, which are reported, and nothing is averaged${where}`,
  async () => {
    process.env.ACC_JAVA = await program(`
if [ "$1" = -version ]; then echo 'Picked up JAVA_TOOL_OPTIONS: -Dx' >&2; echo 'openjdk version "1.8.0_392"' >&2; exit 0; fi
exec sleep 60`);
    const one = [{ id: 'a', candidate: 'a dog', references: ['a dog'] }];
    const scores = await spice(one, { signal, caches: temporaryFolder(), timeoutSeconds: 0.5 });
    expect(scores.items).toEqual([Number.NaN]);
    expect(scores.corpus).toBeNaN();
    expect(scores.unparsed).toEqual([{ caption: 'a dog', reason: 'no answer within 0.5 s' }]);
  },
);

test.skipIf(!spiceInstalled)(`a Java that cannot start is an error after three captions${where}`, async () => {
  process.env.ACC_JAVA = await program(`
if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit 0; fi
echo 'Error: Could not find or load main class' >&2; exit 1`);
  const many = Array.from({ length: 100 }, (_, i) => ({
    id: `${i}`,
    candidate: `a dog ${i}`,
    references: [`dog ${i}`],
  }));
  await expect(spice(many, { signal, caches: temporaryFolder() })).rejects.toMatchObject({
    code: 'captioning/spice-failed',
    message: expect.stringContaining('Could not find or load main class'),
  });
});

test.skipIf(!spiceInstalled)(
  `a scorer that exits with 0 and writes nothing is an error, not a score${where}`,
  async () => {
    process.env.ACC_JAVA = await program(`
if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit 0; fi
case "$*" in *Shell*) while read line; do echo "@done 1"; done;; esac`);
    await expect(spice(items, { signal, caches: temporaryFolder() })).rejects.toMatchObject({
      code: 'captioning/spice-failed',
    });
  },
);

/** A program instead of Java, to test how the kit handles Java's failures. */
async function program(script: string): Promise<string> {
  const file = join(temporaryFolder(), 'java');
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}
