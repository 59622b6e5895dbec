import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.js';
import { acc } from '../acc.js';

test('Ctrl-C stops an installation with status 130, and says how to go on', async () => {
  const folder = temporaryFolder();
  const uv = join(folder, 'uv');
  writeFileSync(uv, '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho started >&2\nexec sleep 600\n');
  chmodSync(uv, 0o755);
  const env = { PATH: `${folder}:${process.env.PATH}`, ACC_CACHE: join(folder, 'cache'), ACC_PYTHON: '' };
  const child = acc(['env', 'create', '--with', 'uv'], { env });
  for await (const line of child.iterable({ from: 'stderr' })) if (line === 'started') child.kill('SIGINT');
  const { exitCode, stderr } = await child;
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 130 });
  expect(stderr).toMatch(/\nacc: stopped \(core\/interrupted\)\n {2}run the same command again to go on$/);
});
