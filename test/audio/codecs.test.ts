import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WaveFile } from 'wavefile';
import { inspectAudio, parseRiff, readWav } from '../../src/audio/index.js';
import { riff } from './wav-bytes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-codecs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sampleRate = 16_000;
const tone = Array.from({ length: 4_002 }, (_, i) => Math.round(12_000 * Math.sin(i / 9) + 4000 * Math.sin(i / 2)));

async function written(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

/** Maximum deviation from the tone, full scale 1. */
function distance(samples: Float32Array): number {
  return samples.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (tone[i] ?? 0) / 32_767)), 0);
}

test.each([
  ['8', 1 / 64],
  ['24', 1e-4],
  ['32', 1e-4],
  ['32f', 1e-4],
  ['64', 1e-4],
])('%s-bit samples are decoded correctly', async (bits, most) => {
  const wav = new WaveFile();
  wav.fromScratch(1, sampleRate, '16', tone);
  wav.toBitDepth(bits);
  const { samples } = await readWav(await written(`${bits}.wav`, wav.toBuffer()));
  expect(samples).toHaveLength(tone.length);
  expect(distance(samples)).toBeLessThan(most);
});

test('A-law and mu-law are decoded correctly, and inspect names them', async () => {
  for (const [codec, make] of [
    ['a-law', 'toALaw'],
    ['mu-law', 'toMuLaw'],
  ] as const) {
    const wav = new WaveFile();
    wav.fromScratch(1, sampleRate, '16', tone);
    wav[make]();
    const file = await written(`${codec}.wav`, wav.toBuffer());
    expect(distance((await readWav(file)).samples)).toBeLessThan(0.02);
    expect(await inspectAudio(file)).toMatchObject({ codec, frames: tone.length, channels: 1 });
  }
});

test('IMA ADPCM: each code changes the value by a fraction of the step, and steps adapt, separately per channel', async () => {
  // codes 7, 15, 0, 0 from value 0 and step 7: +11, then step 16: -30, step 34: +4, step 31: +3
  const group = [0xf7, 0x00, 0x00, 0x00];
  const block = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, ...group, 0, 0, 0, 0]);
  block.writeInt16LE(1000, 4);
  const bytes = imaWav(block, 2);
  const { frames, framesPerBlock } = parseRiff(bytes, 'x.wav');
  expect([frames, framesPerBlock]).toEqual([9, 9]);
  const { samples } = await readWav(await written('ima.wav', bytes));
  // the mean of both channels; codes of 0 add an eighth of the step: 0 for step 7
  const left = [0, 11, -19, -15, -12];
  expect(Array.from(samples.subarray(0, 5), (value) => Math.round(value * 65_534))).toEqual(left.map((v) => v + 1000));
});

test('the fact chunk states the valid frames of padded blocks; one that exceeds the data causes a warning', async () => {
  const block = Buffer.alloc(36);
  expect(parseRiff(imaWav(block, 1, 50), 'x.wav').frames).toBe(50);
  const warnings = ['the fact chunk states 66 frames, the data contain 65'];
  expect(parseRiff(imaWav(block, 1, 66), 'x.wav')).toMatchObject({ frames: 65, warnings });
});

test('a fact chunk that leaves out more than the padding, or counts the frames per channel, is wrong', () => {
  const frames = (channels: number, facts: number): number => {
    const { frames, warnings } = parseRiff(imaWav(Buffer.alloc(4 * 36 * channels), channels, facts, 36), 'x.wav');
    expect(warnings).toHaveLength(frames === facts ? 0 : 1);
    return frames;
  };
  expect([200, 131, 130, 1].map((facts) => frames(1, facts))).toEqual([200, 131, 260, 260]);
  expect([200, 130].map((facts) => frames(2, facts))).toEqual([200, 260]);
});

test('MS ADPCM with other weights than the standard ones is damaged', () => {
  const format = Buffer.alloc(50);
  for (const [k, value] of [2, 1, 8000, 0, 8000, 0, 32, 4, 32, 52, 7, ...msWeights].entries())
    format.writeInt16LE(value, 2 * k);
  const bytes = riff([
    ['fmt ', format],
    ['data', Buffer.alloc(32)],
  ]);
  expect(parseRiff(bytes, 'x.wav')).toMatchObject({ codec: 'ms-adpcm', frames: 52 });
  bytes[20 + 22 + 8]! ^= 4;
  expect(() => parseRiff(bytes, 'x.wav')).toThrow(
    expect.objectContaining({ code: 'audio/bad-header', offset: 50, message: expect.stringContaining('weights') }),
  );
});

const msWeights = [256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232];

test.each([
  ['a codec without a name here', { tag: 0x1234 }, 'audio/unsupported-codec'],
  ['20-bit samples', { bits: 20 }, 'audio/unsupported-codec'],
  ['a block size that does not fit', { block: 3 }, 'audio/bad-header'],
  ['no channels', { channels: 0 }, 'audio/bad-header'],
])('%s is rejected with a named error and the byte offset', (_, format, code) => {
  try {
    parseRiff(plain(format), 'x.wav');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code, offset: expect.any(Number), message: expect.stringContaining('x.wav, byte ') });
  }
});

/** An IMA ADPCM file of one block or of several, optionally with a fact chunk. */
function imaWav(data: Buffer, channels: number, facts?: number, blockBytes = data.length / channels): Uint8Array {
  const format = Buffer.alloc(20);
  format.writeUInt16LE(17, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt16LE(channels * blockBytes, 12);
  format.writeUInt16LE(4, 14);
  const fact = Buffer.alloc(4);
  fact.writeUInt32LE(facts ?? 0);
  return riff([
    ['fmt ', format],
    ['fact', fact],
    ['data', data],
  ]);
}

function plain(given: { tag?: number; channels?: number; bits?: number; block?: number }): Uint8Array {
  const { tag = 1, channels = 1, bits = 16 } = given;
  const { block = (channels * bits) / 8 } = given;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt16LE(block, 12);
  format.writeUInt16LE(bits, 14);
  return riff([
    ['fmt ', format],
    ['data', Buffer.alloc(12)],
  ]);
}
