import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';

test('no module under src uses import.meta: notebooks load them as CommonJS, where that is an error', () => {
  const files = readdirSync(join(kitRoot(), 'src'), { recursive: true, encoding: 'utf8' });
  const modules = files.filter((file) => file.endsWith('.ts') && !file.includes('assembly'));
  const code = (file: string): string =>
    readFileSync(join(kitRoot(), 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  expect(modules.length).toBeGreaterThan(300);
  expect(modules.filter((file) => code(file).includes('import.meta'))).toEqual([]);
});
