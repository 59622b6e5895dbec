import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';

test('the WebAssembly of src/audio is the compiled AssemblyScript source', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [join(kitRoot(), 'scripts/build-wasm.mjs'), '--check'], {
    reject: false,
  });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
}, 120_000);
