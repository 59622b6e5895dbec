import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { encodeWav } from '../../src/audio/index.js';
import { temporaryFolder } from '../temporary.js';
import { inProcess } from './in-process.js';

afterEach(() => {
  process.exitCode = 0;
});

const sine = Float32Array.from({ length: 8000 }, (_, i) => 0.5 * Math.sin(i / 5));

async function clips(rates: Record<string, number>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, sampleRate] of Object.entries(rates))
    await writeFile(join(folder, `${name}.wav`), encodeWav({ samples: sine, sampleRate }));
  return folder;
}

test('"audio inspect" names a file beyond a limit and describes the files after it', async () => {
  const folder = await clips({ slow: 1, plain: 16_000 });
  const files = ['slow', 'none', 'plain'].map((name) => join(folder, `${name}.wav`));
  const { printed } = await inProcess('audio', 'inspect', '--json', ...files);
  const [slow, none, plain] = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(slow.error).toMatchObject({ code: 'audio/beyond-limit', offset: 24, hint: expect.any(String) });
  expect(none.error).toMatchObject({ code: 'core/file-missing' });
  expect(plain).toMatchObject({ frames: 8000, warnings: [] });
  expect(process.exitCode).toBe(1);
});

test('"audio inspect" of a rate without a loudness says why', async () => {
  const folder = await clips({ low: 4000 });
  const { printed } = await inProcess('audio', 'inspect', join(folder, 'low.wav'));
  expect(printed).toMatch(
    /no loudness\n {2}warning: no loudness: the filters of BS.1770 need a sample rate of at least 8000 Hz/,
  );
  const { printed: json } = await inProcess('audio', 'inspect', '--json', join(folder, 'low.wav'));
  expect(JSON.parse(json).loudness).toBeNull();
});

test('"data check" names every file that cannot be used, with its row, and counts the rows', async () => {
  const folder = await clips({ slow: 1, fast: 600_000_000, x: 16_000, a: 16_000, b: 16_000 });
  await writeFile(join(folder, 'bases.csv'), 'id,caption,file\ns,Hum,slow.wav\nx,Rain,x.wav\nf,Wind,fast.wav\n');
  const events = ['a,Animals,dog,a dog,a.wav', 'b,Music,harp,a harp,b.wav'];
  await writeFile(join(folder, 'events.csv'), ['id,category,type,description,file', ...events].join('\n'));
  const { printed, logged } = await inProcess('data', 'check', folder);
  expect(printed).toMatch(/3 base clips .* 2 events of 2 types; 2 files cannot be used/);
  expect(logged).toEqual([
    expect.stringMatching(/slow\.wav.* 1 Hz.*\(corpus\/bad-audio\)\n.*bases\.csv:2\n.*header is probably damaged/),
    expect.stringMatching(/fast\.wav.* 600,000,000 Hz.*\(corpus\/bad-audio\)\n.*bases\.csv:4\n/),
  ]);
  expect(process.exitCode).toBe(1);
});
