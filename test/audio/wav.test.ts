import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePcm16, encodeWav, readWav, writeWav } from '../../src/audio/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-wav-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('samples are rounded to the nearest of 32767 steps and saturate at full scale', () => {
  const values = Float32Array.of(0, 1, -1, 0.5, 1.7, -3, 1.4 / 32767, 1.6 / 32767);
  expect([...encodePcm16(values)]).toEqual([0, 32767, -32767, 16384, 32767, -32768, 1, 2]);
});

test('every sixteen-bit value survives a round trip', async () => {
  const file = join(folder, 'all.wav');
  const bytes = encodeWav({ samples: new Float32Array(65536), sampleRate: 16000 });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let value = -32768; value <= 32767; value++) view.setInt16(44 + 2 * (value + 32768), value, true);
  await writeFile(file, bytes);
  await writeWav(join(folder, 'again.wav'), await readWav(file));
  expect((await readFile(join(folder, 'again.wav'))).equals(bytes)).toBe(true);
  expect((await readdir(folder)).sort()).toEqual(['again.wav', 'all.wav']);
});

test('a file truncated at any position is rejected, never partly read', async () => {
  const whole = encodeWav({ samples: Float32Array.of(0.1, 0.2, 0.3), sampleRate: 8000 });
  for (let length = 0; length < whole.length; length++) {
    const file = join(folder, 'cut.wav');
    await writeFile(file, whole.subarray(0, length));
    await expect(readWav(file), `${length} bytes`).rejects.toMatchObject({ code: expect.stringMatching(/^audio\//) });
  }
});

test('a missing file is named', async () => {
  await expect(readWav(join(folder, 'none.wav'))).rejects.toMatchObject({ code: 'core/file-missing' });
});
