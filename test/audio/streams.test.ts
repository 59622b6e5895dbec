import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeWav, inspectAudio, parseRiff, readClip } from '../../src/audio/index.js';
import { temporaryFolder } from '../temporary.js';
import { type Chunk, riff } from './wav-bytes.js';

const samples = Float32Array.from({ length: 4000 }, (_, i) => (((i * 7919) % 60_001) - 30_000) / 32_767);
const whole = (): Buffer => Buffer.from(encodeWav({ samples, sampleRate: 16_000 }));
const endless = 'the data size is missing, as in streams: everything up to the end of the file is used';

/** As a writer to a pipe leaves them: the sizes of the RIFF and the data chunk. */
function stream(riffSize: number, dataSize: number): Buffer {
  const bytes = whole();
  bytes.writeUInt32LE(riffSize, 4);
  bytes.writeUInt32LE(dataSize, 40);
  return bytes;
}

/** An ID3v2.4 tag of so many bytes, with its ten of the header. */
function id3(size: number, footer = false): Buffer {
  const tag = Buffer.alloc(size + (footer ? 10 : 0));
  tag.write('ID3\x04\0', 'latin1');
  tag[5] = footer ? 0x10 : 0;
  for (let k = 0; k < 4; k++) tag[6 + k] = ((size - 10) >> (7 * (3 - k))) & 127;
  return tag;
}

async function written(bytes: Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), 'stream.wav');
  await writeFile(file, bytes);
  return file;
}

test.each([
  ['sox', 0x7ffff024, 0x7ffff000],
  ['sox, in frames of six bytes', 0x7ffff020, 0x7fffeffc],
  ['a writer of the largest signed size', 0x7fffffff, 0x7fffffff],
  ['a writer of that size less the header', 0x7fffffff, 0x7fffffff - 36],
  ['arecord', 0x80000024, 0x80000000],
  ['ffmpeg', 0xffffffff, 0xffffffff],
  ['a speech service', 0xffffffff, 0xffffffff - 36],
  ['a writer that leaves the outer size empty', 0, 0xffffffff],
  ['a writer that counts only the header', 36, 0xffffffff],
  ['a writer that counts less than the header', 35, 0xffffffff],
])('a stream of %s (sizes %i, %i) is read to its end with a warning', async (_, riffSize, dataSize) => {
  const file = await written(stream(riffSize, dataSize));
  expect((await readClip(file)).samples).toEqual(samples);
  expect(await inspectAudio(file)).toMatchObject({ frames: samples.length, warnings: [endless] });
});

test.each([0x7ffe0000, 0x80000001, 0xfffe0000, 8002])(
  'a data size of %i is no placeholder: the file is truncated',
  async (size) => {
    await expect(readClip(await written(stream(36 + size, size)))).rejects.toMatchObject({
      code: 'audio/truncated',
      offset: 8044,
    });
  },
);

test('an RF64 stream whose ds64 chunk is empty is read to its end with a warning', async () => {
  const bytes = whole();
  const sizes: Chunk = ['ds64', Buffer.alloc(28)];
  const rf64 = riff([sizes, ['fmt ', bytes.subarray(20, 36)], ['data', bytes.subarray(44)]], 'RF64');
  const file = await written(rf64);
  expect((await readClip(file)).samples).toEqual(samples);
  expect(await inspectAudio(file)).toMatchObject({ format: 'RF64', warnings: [endless] });
});

test('a stream whose end cuts a frame is read up to the last whole one', async () => {
  const file = await written(stream(0xffffffff, 0xffffffff).subarray(0, -1));
  expect((await readClip(file)).samples).toEqual(samples.subarray(0, -1));
  const part = 'the samples end with part of a frame: 1 of 2 bytes, which are left out';
  expect((await inspectAudio(file)).warnings).toEqual([endless, part]);
});

test('an odd data size is read up to the last whole frame, with a warning', async () => {
  const file = await written(stream(36 + 7999, 7999));
  expect((await readClip(file)).samples).toEqual(samples.subarray(0, -1));
  expect((await inspectAudio(file)).warnings).toEqual([expect.stringContaining('part of a frame')]);
});

test('less than one frame is no sound', () => {
  expect(() => parseRiff(stream(37, 1), 'x.wav')).toThrow(expect.objectContaining({ code: 'audio/empty' }));
});

test.each([
  ['of 10 bytes', [id3(10)]],
  ['of 300 bytes', [id3(300)]],
  ['with a footer', [id3(129, true)]],
  ['after another', [id3(40), id3(500)]],
])('an ID3 tag %s before the RIFF header is skipped with a warning', async (_, tags) => {
  const before = Buffer.concat(tags);
  const file = await written(Buffer.concat([before, whole()]));
  expect((await readClip(file)).samples).toEqual(samples);
  const warnings = [`${before.length} bytes of an ID3 tag precede the RIFF header`];
  expect(await inspectAudio(file)).toMatchObject({ format: 'RIFF', frames: samples.length, warnings });
});

test('offsets in errors count the ID3 tag', async () => {
  const cut = Buffer.concat([id3(300), whole()]).subarray(0, 1000);
  await expect(readClip(await written(cut))).rejects.toMatchObject({ code: 'audio/truncated', offset: 1000 });
});

test('a byte rate that contradicts the sample rate is a warning', async () => {
  const bytes = whole();
  bytes.writeUInt32LE(16_384, 24);
  const { warnings } = await inspectAudio(await written(bytes));
  expect(warnings).toEqual([expect.stringMatching(/32000 bytes per second, which contradicts 16384 Hz/)]);
});
