import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectAudio, loudness, readClip, readWav, writeWav } from '../../src/audio/index.js';
import { randomStream } from '../../src/core/index.js';

const missing = spawnSync('ffmpeg', ['-version']).status !== 0;
const real = test.skipIf(missing);
const why = missing ? ' (skipped for want of ffmpeg)' : '';

let folder: string;
let wav: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-ffmpeg-'));
  wav = join(folder, '-tone.wav');
  const random = randomStream(6, 'ffmpeg');
  const samples = Float32Array.from(
    { length: 32_000 },
    (_, i) => 0.4 * Math.sin((i * i) / 90_000) + 0.1 * (random.next() - 0.5),
  );
  await writeWav(wav, { samples, sampleRate: 16_000 });
});
afterAll(() => rm(folder, { recursive: true }));

const convert = async (name: string, ...flags: string[]): Promise<string> => {
  const file = join(folder, name);
  await execa('ffmpeg', ['-v', 'error', '-y', '-i', wav, ...flags, file]);
  return file;
};

real.each([
  ['-x.flac', [], 1e-4],
  ['as.wav', ['-f', 'flac'], 1e-4],
  ['x.ogg', ['-c:a', 'flac'], 1e-4],
  ['two.flac', ['-af', 'pan=stereo|c0=c0|c1=c0'], 1e-4],
])(`%s is decoded through ffmpeg to the original${why}`, async (name, flags, most) => {
  const { samples, sampleRate } = await readClip(await convert(name, ...flags));
  const { samples: expected } = await readWav(wav);
  expect(sampleRate).toBe(16_000);
  expect(samples).toHaveLength(expected.length);
  expect(samples.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i]!)), 0)).toBeLessThan(most);
});

real(`a file that only begins like FLAC is an error that says what ffmpeg said${why}`, async () => {
  const flac = await convert('cut.flac');
  await writeFile(flac, (await readFile(flac)).subarray(0, 20));
  await expect(readClip(flac)).rejects.toMatchObject({ code: 'audio/ffmpeg-failed', file: flac });
});

real.each([
  ['adpcm_ms', 1, 1],
  ['adpcm_ms', 2, 1],
  ['adpcm_ima_wav', 1, 100], // ffmpeg rounds each step in one go, the specification in four
  ['adpcm_ima_wav', 2, 100],
])(`%s in %i channel(s) equals ffmpeg's decoding within %i steps${why}`, async (codec, channels, most) => {
  const file = await convert(`${codec}-${channels}.wav`, '-ac', `${channels}`, '-c:a', codec);
  const { stdout } = await execa('ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', 'pipe:1'], {
    encoding: 'buffer',
  });
  const theirs = new Int16Array(new Uint8Array(stdout).buffer);
  const { samples } = await readWav(file);
  expect(samples).toHaveLength(theirs.length / channels);
  const worst = samples.reduce(
    (distance, value, i) => Math.max(distance, Math.abs(value * 32_767 - theirs[i * channels]!)),
    0,
  );
  expect(worst).toBeLessThan(most);
});

real(`loudness is that of ffmpeg's ebur128 within a tenth of a unit${why}`, async () => {
  const file = await convert('long.wav', '-af', 'aloop=4:32000', '-ar', '48000');
  const { stderr } = await execa('ffmpeg', ['-nostats', '-i', file, '-af', 'ebur128', '-f', 'null', '-']);
  const theirs = Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1]);
  expect(Number.isFinite(theirs)).toBe(true);
  const { samples, sampleRate } = await readWav(file);
  expect(Math.abs(loudness([samples], sampleRate)! - theirs)).toBeLessThan(0.1);
  expect((await inspectAudio(file)).loudness).toBeCloseTo(loudness([samples], sampleRate)!, 9);
});
