import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeWav, inspectAudio, readClip } from '../../src/audio/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(samples: Float32Array | Float32Array[]): Promise<string> {
  const file = join(folder, 'clip.wav');
  await writeFile(file, encodeWav({ samples, sampleRate: 16_000 }));
  return file;
}

test('a clean clip is described without a warning', async () => {
  const samples = Float32Array.from({ length: 16_000 }, (_, i) => 0.5 * Math.sin(i / 7));
  const facts = await inspectAudio(await written([samples, samples]));
  expect(facts).toMatchObject({
    format: 'RIFF',
    codec: 'pcm 16-bit',
    sampleRate: 16_000,
    channels: 2,
    frames: 16_000,
    seconds: 1,
    warnings: [],
  });
  expect(facts.peak).toBeCloseTo(0.5, 3);
  expect(facts.rms).toBeCloseTo(0.5 * Math.SQRT1_2, 3);
});

test.each([
  ['silence', new Float32Array(16_000), /is silent/],
  ['a constant offset', new Float32Array(16_000).fill(0.3), /DC offset is 0.300/],
  ['a very short clip', new Float32Array(80).fill(0.1).map((value, i) => (i % 2 ? value : -value)), /only 5.0 ms long/],
  ['six channels', Array.from({ length: 6 }, () => new Float32Array(16_000).map((_, i) => Math.sin(i))), /15.6 dB/],
])('%s is read with a warning', async (_, samples, warning) => {
  expect((await inspectAudio(await written(samples))).warnings.join()).toMatch(warning);
});

test('FLAC is detected from its first bytes, regardless of the file name; without ffmpeg the hint names what to install', async () => {
  const file = join(folder, 'flac.wav');
  await writeFile(file, 'fLaC and nothing else');
  const { code, hint } = await readClip(file).catch((error) => error);
  expect(['audio/no-ffmpeg', 'audio/ffmpeg-failed']).toContain(code);
  if (code === 'audio/no-ffmpeg') expect(hint).toContain('install ffmpeg');
});
