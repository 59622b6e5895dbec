import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './raw-client.js';

const require = createRequire(join(root, 'package.json'));

test('tslab is the version whose private parts the kernel uses', () => {
  expect(require('tslab/package.json').version).toBe('1.0.22');
  expect(require(join(root, 'package.json')).dependencies.tslab).toBe('1.0.22');
});

test('the parts of tslab that the kernel calls exist', () => {
  expect(require('tslab/dist/executor.js').createExecutor).toHaveLength(3);
  expect(typeof require('tslab/dist/metadata.js').getCodeMetadata).toBe('function');
  expect('lastWriteDisplayData' in require('tslab/dist/jupyter.js')).toBe(true);
});

test('the executor runs cells as expected', () => {
  const source = readFileSync(require.resolve('tslab/dist/executor.js'), 'utf8');
  for (const part of [
    'breakOnSigint: true',
    'globalThis.__tslab__ = x',
    'Interrupted asynchronously',
    'getCodeMetadata',
  ])
    expect(source).toContain(part);
});
