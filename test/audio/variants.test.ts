import { expect, test } from 'vitest';
import { parseRiff } from '../../src/audio/index.js';
import { decode, decodeWav } from '../../src/audio/wav/index.js';
import { AccError, type Random, randomStream } from '../../src/core/index.js';
import { type Chunk, formatChunk, randomSamples, riff, type TestFormat, uint32 } from './wav-bytes.js';

const formats: Pick<TestFormat, 'kind' | 'bits'>[] = [
  ...[8, 16, 24, 32].map((bits) => ({ kind: 'pcm' as const, bits })),
  ...[32, 64].map((bits) => ({ kind: 'float' as const, bits })),
];

interface Variant {
  format: TestFormat;
  bytes: Buffer;
  /** interleaved */
  values: Float32Array;
}

/** A file with a random format, container, length and chunks. */
function variant(random: Random): Variant {
  const format: TestFormat = {
    ...random.pick(formats),
    channels: random.integer(1, 9),
    sampleRate: random.pick([8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]),
    extensible: random.next() < 0.5,
  };
  const frames = random.pick([1, 2, 7, 100, random.integer(100, 2000)]);
  const { data, values } = randomSamples(random, format, frames * format.channels);
  const list: Chunk = ['LIST', Buffer.from('INFOISFT\x05\0\0\0test')];
  const noise: Chunk = ['bext', Buffer.alloc(random.integer(0, 50), 'x')];
  const chunks: Chunk[] = [
    ...random.sample([list, noise], random.integer(0, 3)),
    formatChunk(format),
    ...(random.next() < 0.3 ? [list] : []),
    ['data', data],
    ...(random.next() < 0.3 ? [noise] : []),
  ];
  if (random.next() < 0.7) return { format, values, bytes: riff(chunks) };
  const sizes: Chunk = ['ds64', Buffer.concat([Buffer.alloc(8), uint32(data.length), Buffer.alloc(16)])];
  return { format, values, bytes: riff([sizes, ...chunks], 'RF64') };
}

const variants = Array.from({ length: 200 }, (_, k) => variant(randomStream(k, 'variant')));

test('200 random formats, lengths and chunks are read sample for sample, without a warning', () => {
  for (const { format, bytes, values } of variants) {
    const header = parseRiff(bytes, 'x.wav');
    const { sampleRate, channels } = format;
    expect(header).toMatchObject({ sampleRate, channels, frames: values.length / channels, warnings: [] });
    expect(decode(bytes, header, 'x.wav')).toEqual(values);
  }
});

test('the clip is the mean of the channels', () => {
  for (const { format, bytes, values } of variants) {
    const { samples } = decodeWav(bytes, 'x.wav');
    const means = Float32Array.from(samples, (_, frame) => {
      const at = frame * format.channels;
      return values.subarray(at, at + format.channels).reduce((sum, value) => sum + value, 0) / format.channels;
    });
    const worst = samples.reduce((most, value, i) => Math.max(most, Math.abs(value - means[i]!)), 0);
    expect(worst).toBeLessThan(1e-6);
  }
});

/** One to three flipped bits, most of them in the header, or a cut. */
function damaged(random: Random, bytes: Buffer): Buffer {
  if (random.next() < 0.3) return bytes.subarray(0, random.integer(0, bytes.length));
  const copy = Buffer.from(bytes);
  for (let flips = random.integer(1, 4); flips > 0; flips--) {
    const at = random.integer(0, random.next() < 0.8 ? Math.min(110, copy.length) : copy.length);
    copy[at]! ^= 1 << random.integer(0, 8);
  }
  return copy;
}

test('1000 flipped and cut files are named errors, or have the samples that their bytes state', () => {
  const codes = new Set<string>();
  for (let trial = 0; trial < 1000; trial++) {
    const random = randomStream(trial, 'damage');
    const bytes = damaged(random, random.pick(variants).bytes);
    try {
      const header = parseRiff(bytes, 'x.wav');
      const samples = decode(bytes, header, 'x.wav');
      expect(samples).toHaveLength(header.frames * header.channels);
      expect(samples.every((value) => Math.abs(value) <= 2 ** 31)).toBe(true);
      expect(header.dataOffset + header.dataBytes).toBeLessThanOrEqual(bytes.length);
    } catch (error) {
      expect(error).toBeInstanceOf(AccError);
      expect(error).toMatchObject({ code: expect.stringMatching(/^audio\//), file: 'x.wav' });
      codes.add((error as AccError).code);
    }
  }
  expect(codes.size).toBeGreaterThanOrEqual(6);
});

test('a cut file is an error wherever it is cut before the end of its samples', () => {
  for (const { bytes } of variants.slice(0, 20)) {
    const { dataOffset, dataBytes } = parseRiff(bytes, 'x.wav');
    const random = randomStream(bytes.length, 'cuts');
    for (let trial = 0; trial < 30; trial++) {
      const cut = bytes.subarray(0, random.integer(0, dataOffset + dataBytes));
      expect(() => decodeWav(cut, 'x.wav')).toThrow(AccError);
    }
  }
});
