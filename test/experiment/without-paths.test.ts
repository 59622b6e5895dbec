import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, kitRoot } from '../../src/core/index.js';
import { withoutPaths } from '../../src/experiment/run/without-paths.js';

const store = '/data/my store/.acc';

test.each([
  [`${store}/base-1/model`, 'STORE/base-1/model'],
  [store, 'STORE'],
  [
    `the file ${store}/arm-1/x.json, and ${join(kitRoot(), 'src/a.py')}:12`,
    'the file STORE/arm-1/x.json, and KIT/src/a.py:12',
  ],
  [join(cacheFolder(), 'python/bin'), 'CACHE/python/bin'],
  [`a=${homedir()}/b`, 'a=~/b'],
  [`${store}-2/x`, '…/x'],
  ['/usr/lib/a:/opt/b/c.so', '…/c.so'],
  ["No such file: '/mnt/disk/clip.wav'", "No such file: '…/clip.wav'"],
  ['https://example.org/a/b', 'https://example.org/a/b'],
  [
    'Qwen/Qwen2-Audio-7B-Instruct, 12/13, and/or, arm-1/model',
    'Qwen/Qwen2-Audio-7B-Instruct, 12/13, and/or, arm-1/model',
  ],
])('%s is exported as %s', (text, exported) => {
  expect(withoutPaths({ argv: [text], n: 1 }, store)).toEqual({ argv: [exported], n: 1 });
  expect(withoutPaths(exported, store)).toBe(exported);
});
