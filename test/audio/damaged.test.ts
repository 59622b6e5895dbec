import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWav } from '../../src/audio/index.js';
import { AccError, readCsv } from '../../src/core/index.js';
import { shared } from '../shared.js';

/** Files that the kit rejects with a named error, although the index also allows reading them. */
const rejected: Record<string, string> = {
  'rifx.wav': 'audio/unsupported-codec',
  'truncated_data.wav': 'audio/truncated',
  'data_size_0_stream.wav': 'audio/unknown-length',
  'nan_inf.wav': 'audio/non-finite',
  'zero_samples.wav': 'audio/empty',
  'empty.wav': 'audio/not-riff',
  'text.wav': 'audio/not-riff',
  'flac_renamed.wav': 'audio/not-riff',
  'ogg_renamed.wav': 'audio/not-riff',
  'rate_zero.wav': 'audio/bad-header',
  'channels_zero.wav': 'audio/bad-header',
};

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'damaged-audio');
const collection = shared('corpus/nasty');

interface Row {
  folder: string;
  file: string;
  fault: string;
  values: Record<string, string>;
}

async function rowsOf(folder: string): Promise<Row[]> {
  const rows = await readCsv(join(folder, 'index.csv'), ['file', 'what_is_wrong', 'ref_frames', 'tol']);
  return rows.map(({ values }) => ({ folder, file: values.file!, fault: values.what_is_wrong!, values }));
}

const small = await rowsOf(fixtures);
const large = collection ? await rowsOf(collection) : [];

test('the fixtures have a file for each error of damaged audio', () => {
  const codes = new Set(small.map(({ file }) => rejected[file]));
  for (const code of new Set(Object.values(rejected))) expect(codes).toContain(code);
});

test.skipIf(!collection)('the whole collection of damaged files (needs ../shared/corpus/nasty) is tested', () => {
  expect(large.length).toBeGreaterThan(30);
});

test.each([...small, ...large])(
  '$file ($fault) is rejected with a named error or read correctly',
  async ({ folder, file: name, values }) => {
    const file = join(folder, name);
    const code = rejected[name];
    if (code) {
      const error = await readWav(file).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(AccError);
      expect(error).toMatchObject({ code, file, message: expect.stringMatching(/byte \d+: ./) });
      return;
    }
    const clip = await readWav(file);
    expect(clip.sampleRate).toBe(Number(values.ref_rate));
    expect(clip.samples.length).toBe(Number(values.ref_frames));
    const bytes = readFileSync(join(folder, 'ref', `${name}.f32`));
    const channels = Number(values.ref_channels);
    let worst = 0;
    for (const [frame, value] of clip.samples.entries()) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += bytes.readFloatLE(4 * (frame * channels + channel));
      worst = Math.max(worst, Math.abs(value - sum / channels));
    }
    expect(worst).toBeLessThan(Number(values.tol));
  },
);
