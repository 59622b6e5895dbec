import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { audioLimits, encodeWav, inspectAudio, parseRiff, readClip, readWav } from '../../src/audio/index.js';
import { temporaryFolder } from '../temporary.js';

/** A PCM16 file whose header may be wrong. */
function wav({ sampleRate = 16_000, channels = 1, frames = 16_000 }): Buffer {
  const bytes = Buffer.from(encodeWav({ samples: new Float32Array(frames * channels).fill(0.1), sampleRate }));
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(sampleRate * 2 * channels, 28);
  bytes.writeUInt16LE(2 * channels, 32);
  return bytes;
}

/** A file of 32-bit floats. */
function floats(samples: number[]): Buffer {
  const bytes = Buffer.concat([wav({ frames: 0 }), Buffer.from(Float32Array.from(samples).buffer)]);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt32LE(64_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.writeUInt32LE(4 * samples.length, 40);
  return bytes;
}

test.each([
  ['a rate of 1 Hz', { sampleRate: 1 }, 24],
  ['a rate of 999 Hz', { sampleRate: 999 }, 24],
  ['a rate of 384,001 Hz', { sampleRate: 384_001 }, 24],
  ['a rate of 600 MHz', { sampleRate: 600_000_000 }, 24],
  ['65 channels', { channels: 65, frames: 10 }, 22],
  ['65,535 channels', { channels: 32_767, frames: 1 }, 22],
  ['more than four hours', { sampleRate: 1000, frames: 14_400_001 }, 36],
])('%s is beyond a limit: the error names file, byte, reason and hint', async (_, header, offset) => {
  const file = join(temporaryFolder(), 'odd.wav');
  await writeFile(file, wav(header));
  const named = { code: 'audio/beyond-limit', file, offset, hint: expect.any(String) };
  const message = expect.stringMatching(
    /odd\.wav, byte \d+: the .+ of [\d,.]+ .*is (above|below) the limit of [\d,]+.*: ./,
  );
  for (const read of [readClip, readWav, inspectAudio])
    await expect(read(file)).rejects.toMatchObject({ ...named, message });
});

test.each([
  [{ sampleRate: 1000 }],
  [{ sampleRate: 384_000 }],
  [{ channels: 64, frames: 10 }],
  [{ sampleRate: 1000, frames: 14_400_000 }],
])('%j is within the limits', (header) => {
  expect(() => parseRiff(wav(header), 'x.wav')).not.toThrow();
});

test('a file of 2 GiB is named before it is read', async () => {
  const file = join(temporaryFolder(), 'large.wav');
  await using handle = await open(file, 'w');
  await handle.truncate(2 ** 31);
  for (const read of [readClip, readWav, inspectAudio])
    await expect(read(file)).rejects.toMatchObject({ code: 'audio/beyond-limit', file, hint: expect.any(String) });
});

test('more samples than fit into memory are named before they are decoded', () => {
  const head = wav({ frames: 0, channels: 2, sampleRate: 48_000 });
  const bytes = new Uint8Array(head.length + 2 ** 29 + 4);
  head.writeUInt32LE(2 ** 29 + 4, 40);
  bytes.set(head);
  const message = expect.stringContaining('number of samples of all channels of 268,435,458');
  expect(() => parseRiff(bytes, 'x.wav')).toThrow(expect.objectContaining({ code: 'audio/beyond-limit', message }));
});

test('a float sample up to the scale of 32-bit integers is read, a larger one is named with its byte', async () => {
  const file = join(temporaryFolder(), 'floats.wav');
  await writeFile(file, floats([0.5, -(2 ** 31), 3]));
  expect([...(await readWav(file)).samples]).toEqual([0.5, -(2 ** 31), 3]);
  await writeFile(file, floats([0.5, 0.25, -1e30]));
  await expect(readWav(file)).rejects.toMatchObject({ code: 'audio/beyond-limit', offset: 52 });
});

test('every limit has a reason and a hint', () => {
  for (const { least, most, reason, hint } of Object.values(audioLimits)) {
    expect(least).toBeLessThan(most);
    expect(reason).not.toBe('');
    expect(hint).not.toBe('');
  }
});

test('what is no file, such as a pipe or a folder, is named before it is read', async () => {
  const pipe = join(temporaryFolder(), 'pipe.wav');
  await execa('mkfifo', [pipe]);
  for (const read of [readClip, readWav, inspectAudio])
    await expect(read(pipe)).rejects.toMatchObject({ code: 'core/file-unreadable', file: pipe });
  await expect(readClip(temporaryFolder())).rejects.toMatchObject({ code: 'core/file-unreadable' });
});
