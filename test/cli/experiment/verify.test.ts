import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../../src/stage/index.js';
import { run, writing } from '../../stage/writing-stage.js';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

afterEach(() => {
  process.exitCode = undefined;
});

test('acc verify finds an output with another content, which --discard removes for the next run', async () => {
  const root = temporaryFolder();
  await run(root, writing('b', 'y', { a: writing('a', 'x') }));
  expect((await inProcess('verify', '--store', root)).printed).toBe('2 stages are as recorded\n');
  expect(process.exitCode ?? 0).toBe(0);
  const folder = openStore(root).folder(writing('a', 'x'));
  await writeFile(join(folder, 'text'), 'z');
  const { printed } = await inProcess('verify', '--store', root);
  expect(printed).toMatch(/^✗ writing-[0-9a-f]{16}: text has another content\n1 of 2 stages differ from their records/);
  expect(process.exitCode).toBe(1);
  const json = JSON.parse((await inProcess('verify', '--discard', '--json', '--store', root)).printed);
  expect(json).toMatchObject({ stages: 2, damaged: [{ damage: ['text has another content'] }], discarded: true });
  expect(await run(root, writing('b', 'y', { a: writing('a', 'x') }))).toEqual(['a']);
});

test('acc verify of an empty store, or of a run that does not exist, is a named error', async () => {
  const root = temporaryFolder();
  await expect(inProcess('verify', '--store', root)).rejects.toMatchObject({ code: 'stage/nothing-finished' });
  await expect(inProcess('verify', 'tiny', '--store', root)).rejects.toMatchObject({ code: 'experiment/no-run' });
});
