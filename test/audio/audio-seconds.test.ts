import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audioSeconds, encodeWav } from '../../src/audio/index.js';
import { temporaryFolder } from '../temporary.js';
import { riff } from './wav-bytes.js';

async function secondsOf(bytes: Uint8Array): Promise<number | undefined> {
  const file = join(temporaryFolder(), 'clip.wav');
  writeFileSync(file, bytes);
  return audioSeconds(file);
}

const wav = encodeWav({ samples: new Float32Array(24_000), sampleRate: 16_000 });

test('the length of a WAV file is read from its header, also behind a large chunk', async () => {
  expect(await secondsOf(wav)).toBe(1.5);
  const format = Buffer.from(wav.subarray(20, 36));
  const samples = Buffer.alloc(32_000);
  expect(
    await secondsOf(
      riff([
        ['LIST', Buffer.alloc(10_000)],
        ['fmt ', format],
        ['data', samples],
      ]),
    ),
  ).toBe(1);
});

test('the length of a FLAC file is in its first block', async () => {
  const head = Buffer.alloc(42);
  head.write('fLaC');
  head.writeBigUInt64BE((44_100n << 44n) | (15n << 36n) | 88_200n, 18);
  expect(await secondsOf(head)).toBe(2);
  expect(await secondsOf(Buffer.from('fLaC'))).toBeUndefined();
  expect(await secondsOf(Buffer.from('OggS, and more of it'))).toBeUndefined();
});

test('what is no sound, empty or cut is an error', async () => {
  await expect(secondsOf(new Uint8Array(0))).rejects.toMatchObject({ code: 'audio/empty' });
  await expect(secondsOf(Buffer.from('rain falls'))).rejects.toMatchObject({ code: 'audio/not-riff' });
  await expect(secondsOf(wav.subarray(0, 20_000))).rejects.toMatchObject({ code: 'audio/truncated' });
});
