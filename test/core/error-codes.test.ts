import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes, kitRoot } from '../../src/core/index.js';

const codes = Object.keys(errorCodes);
const areas = new Set(codes.map((code) => code.split('/')[0]!));

/** Every literal in the sources that has the form of a code. */
function literals(): Set<string> {
  const sources = ['src', 'kernels'].flatMap((folder) =>
    readdirSync(join(kitRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('error-codes.ts'))
      .map((file) => readFileSync(join(kitRoot(), folder, file), 'utf8')),
  );
  const form = new RegExp(`'((?:${[...areas].join('|')})/[a-z0-9-]*[a-z0-9])'`, 'g');
  return new Set(sources.flatMap((source) => Array.from(source.matchAll(form), (match) => match[1]!)));
}

test('codes are in alphabetical order, by area and then by name', () => {
  const sorted = codes
    .map((code) => code.split('/'))
    .sort(([a, b], [c, d]) => (a! < c! || (a === c && b! < d!) ? -1 : 1));
  expect(codes).toEqual(sorted.map((parts) => parts.join('/')));
});

test('the area of a code is a folder of src, or "kernel"', () => {
  const folders = new Set([...readdirSync(join(kitRoot(), 'src')), 'kernel']);
  expect([...areas].filter((area) => !folders.has(area))).toEqual([]);
});

test('every code is used, and every literal that looks like a code is one', () => {
  expect([...literals()].sort()).toEqual([...codes].sort());
});
