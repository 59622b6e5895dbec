import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WaveFile } from 'wavefile';
import { inspectAudio, parseRiff, readWav } from '../../src/audio/index.js';

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

/** Largest distance to the tone, full scale 1. */
function distance(samples: Float32Array): number {
  return samples.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (tone[i] ?? 0) / 32_767)), 0);
}

test.each([
  ['8', 1 / 64],
  ['24', 1e-4],
  ['32', 1e-4],
  ['32f', 1e-4],
  ['64', 1e-4],
])('%s-bit samples are read right', async (bits, most) => {
  const wav = new WaveFile();
  wav.fromScratch(1, sampleRate, '16', tone);
  wav.toBitDepth(bits);
  const { samples } = await readWav(await written(`${bits}.wav`, wav.toBuffer()));
  expect(samples).toHaveLength(tone.length);
  expect(distance(samples)).toBeLessThan(most);
});

test('A-law and mu-law are read right, and inspect names them', async () => {
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

test('IMA ADPCM follows its tone, block after block, up to the last sample', async () => {
  const wav = new WaveFile();
  wav.fromScratch(1, 8000, '16', tone);
  wav.toIMAADPCM();
  const { samples } = await readWav(await written('ima.wav', wav.toBuffer()));
  expect(samples.length).toBeGreaterThanOrEqual(tone.length);
  expect(samples.length - tone.length).toBeLessThan(2 * 505); // wavefile fills a block up and adds one
  const error = Math.sqrt(tone.reduce((sum, value, i) => sum + (samples[i]! - value / 32_767) ** 2, 0) / tone.length);
  expect(error).toBeLessThan(0.02);
});

test('stereo IMA ADPCM keeps its channels apart: each group of eight samples belongs to one', () => {
  const block = Buffer.alloc(4 * 2 * 2);
  block.writeInt16LE(1000, 0);
  block.writeInt16LE(-1000, 4);
  block.fill(0x11, 8, 12);
  const bytes = imaWav(block, 2);
  expect(parseRiff(bytes, 'x.wav')).toMatchObject({ channels: 2, frames: 9, framesPerBlock: 9 });
});

test('of blocks that are filled up the fact chunk says how much counts; one that promises more gets a warning', async () => {
  const block = Buffer.alloc(36);
  expect(parseRiff(imaWav(block, 1, 50), 'x.wav').frames).toBe(50);
  const warnings = ['the fact chunk promises 66 frames, the data hold 65'];
  expect(parseRiff(imaWav(block, 1, 66), 'x.wav')).toMatchObject({ frames: 65, warnings });
});

test.each([
  ['a codec without a name here', { tag: 0x1234 }, 'audio/unsupported-codec'],
  ['20-bit samples', { bits: 20 }, 'audio/unsupported-codec'],
  ['a block size that does not fit', { block: 3 }, 'audio/bad-header'],
  ['no channels', { channels: 0 }, 'audio/bad-header'],
])('%s is refused by name, with the byte', (_, format, code) => {
  try {
    parseRiff(plain(format), 'x.wav');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code, offset: expect.any(Number), message: expect.stringContaining('x.wav, byte ') });
  }
});

/** An IMA ADPCM file of one block, with a fact chunk if asked. */
function imaWav(block: Buffer, channels: number, facts?: number): Uint8Array {
  const format = Buffer.alloc(20);
  format.writeUInt16LE(17, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt16LE(block.length, 12);
  format.writeUInt16LE(4, 14);
  const fact = Buffer.alloc(4);
  fact.writeUInt32LE(facts ?? 0);
  return riff([
    ['fmt ', format],
    ['fact', fact],
    ['data', block],
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

function riff(chunks: [string, Buffer][]): Uint8Array {
  const parts = chunks.flatMap(([id, body]) => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return [head, body];
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  head.write('WAVE', 8, 'latin1');
  return Buffer.concat([head, body]);
}
