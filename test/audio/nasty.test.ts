import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWav } from '../../src/audio/index.js';
import { AccError, readCsv } from '../../src/core/index.js';
import { shared } from '../shared.js';

const folder = shared('corpus/nasty');
/** Files that the kit rejects with a named error, although the index also allows reading them. */
const refused: Record<string, string> = {
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
const rows = folder ? await readCsv(join(folder, 'index.csv'), ['file', 'ref_frames', 'tol']) : [];

test.skipIf(!folder)('the collection of malformed files (needs ../shared/corpus/nasty) exists', () => {
  expect(rows.length).toBeGreaterThan(30);
});

test.each(rows.map(({ values }) => values))(
  '$file ($what_is_wrong) is rejected with a named error or read correctly',
  async (row) => {
    const file = join(folder!, row.file!);
    const code = refused[row.file!];
    if (code) {
      const error = await readWav(file).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(AccError);
      expect(error).toMatchObject({ code, file, message: expect.stringMatching(/byte \d+: ./) });
      return;
    }
    const clip = await readWav(file);
    expect(clip.sampleRate).toBe(Number(row.ref_rate));
    expect(clip.samples.length).toBe(Number(row.ref_frames));
    const bytes = readFileSync(join(folder!, 'ref', `${row.file}.f32`));
    const channels = Number(row.ref_channels);
    let worst = 0;
    for (const [frame, value] of clip.samples.entries()) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += bytes.readFloatLE(4 * (frame * channels + channel));
      worst = Math.max(worst, Math.abs(value - sum / channels));
    }
    expect(worst).toBeLessThan(Number(row.tol));
  },
);
