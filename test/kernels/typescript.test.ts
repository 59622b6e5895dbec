import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libraries } from '../../kernels/typescript/worker/libraries.js';
import { root } from './raw-client.js';

const require = createRequire(join(root, 'package.json'));

test('cells are checked by the TypeScript that compiles the kit, in the version whose API the kernel uses', () => {
  const { version } = require('typescript/package.json');
  expect(version).toBe('7.0.2');
  expect(require(join(root, 'package.json')).dependencies.typescript).toBe(version);
});

test('the parts of TypeScript that cells are checked against exist', () => {
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const folder = join(createRequire(require.resolve('typescript/package.json')).resolve(platform), '..', 'lib');
  expect(libraries().filter((name) => !existsSync(join(folder, `lib.${name}.d.ts`)))).toEqual([]);
});
