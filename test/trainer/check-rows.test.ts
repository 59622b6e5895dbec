import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeWav } from '../../src/audio/index.js';
import { trainingRow } from '../../src/core/index.js';
import { matchAnswers } from '../../src/trainer/answer-rows.js';
import { checkRows } from '../../src/trainer/check-rows.js';
import { heardSeconds } from '../../src/trainer/header-fault.js';
import { temporaryFolderOfFile } from '../temporary.js';

const folder = temporaryFolderOfFile();

/** A sound file of so many seconds. */
function clip(name: string, seconds: number): string {
  const file = join(folder, name);
  writeFileSync(file, encodeWav({ samples: new Float32Array(Math.round(1000 * seconds)), sampleRate: 1000 }));
  return file;
}

function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const audio = clip("it's a clip, für 1.wav", 1);

test.each([
  [
    'fewer <audio> tags than audios',
    { ...trainingRow('q', 'a', [audio]), audios: [audio, audio] },
    '1 <audio> tags for 2 audios',
  ],
  [
    'more <audio> tags than audios',
    { ...trainingRow('q', 'a', [audio, audio]), audios: [audio] },
    '2 <audio> tags for 1 audios',
  ],
  ['an empty answer', trainingRow('q', ' ', [audio]), 'no answer'],
  ['an audio that is not there', trainingRow('q', 'a', ['/no/such.wav']), '/no/such.wav does not exist'],
  ['an empty audio', trainingRow('q', 'a', [written('empty.wav', '')]), 'empty.wav is empty'],
  ['an audio without samples', trainingRow('q', 'a', [clip('none.wav', 0)]), 'there are no samples'],
  [
    'a text as audio',
    trainingRow('q', 'a', [written('text.wav', 'rain falls')]),
    'text.wav, byte 0: not a RIFF/WAVE file',
  ],
  [
    'a cut audio',
    trainingRow('q', 'a', [
      written('cut.wav', encodeWav({ samples: new Float32Array(9000), sampleRate: 1000 }).subarray(0, 9000)),
    ]),
    'the file contains 8956',
  ],
  ['a folder as audio', trainingRow('q', 'a', [folder]), 'is not a regular file'],
  [
    'an audio of 31 s',
    trainingRow('q', 'a', [clip('long.wav', 31)]),
    'long.wav is 31 s long, and the model hears 30 s',
  ],
  [
    'an audio of 1 ms',
    trainingRow('q', 'a', [clip('short.wav', 0.001)]),
    'short.wav is 0.001 s long, too short for any sound',
  ],
])('a row with %s is rejected with its line, before swift accepts it without a word', async (_, row, message) => {
  const rows = [trainingRow('q', 'a', [audio]), row];
  await expect(checkRows(rows, 'rows.jsonl', 30)).rejects.toMatchObject({
    code: 'trainer/bad-row',
    message: expect.stringContaining(message),
    ...{ file: 'rows.jsonl', line: 2 },
  });
});

test.each([
  [
    'one label twice',
    ['x', 'x'].map((label) => trainingRow('q', 'a', [audio], label)),
    'duplicate label "x", first in line 1',
  ],
  ['no rows', [], 'there are no rows'],
])('%s is rejected', async (_, rows, message) => {
  await expect(checkRows(rows, 'rows.jsonl', 30)).rejects.toMatchObject({ code: 'trainer/bad-row', message });
});

test('clips of up to 30.65 s, as in GTZAN, and other formats than WAV are accepted', async () => {
  const others = ['fLaC', 'OggS'].map((magic) => written(`${magic}.wav`, `${magic}${'.'.repeat(20)}`));
  await checkRows([trainingRow('q', 'a', [clip('gtzan.wav', 30.65), ...others])], 'rows.jsonl', 30);
});

const rows = ['a', 'b', 'c'].map((label) => trainingRow('q', 'x', [audio], label));
const answer = (id: string): { id: string; answer: string } => ({ id, answer: `${id}!` });

test('answers are matched by id and returned in the order of the questions', () => {
  expect(matchAnswers(rows, ['c', 'a', 'b'].map(answer), 'f').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('missing and duplicate answers are reported', () => {
  expect(() => matchAnswers(rows, ['a', 'c'].map(answer), 'f')).toThrow(
    expect.objectContaining({ code: 'trainer/answers-missing', message: '1 of 3 rows have no answer: b' }),
  );
  expect(() => matchAnswers(rows, ['a', 'b', 'c', 'b'].map(answer), 'f')).toThrow(
    expect.objectContaining({ code: 'trainer/answers-doubled', message: '1 rows have duplicate answers: b' }),
  );
});

test('the processor of the model says how long a clip may be', async () => {
  const facts = { feature_size: 32, sampling_rate: 16_000, hop_length: 320, chunk_length: 3, n_fft: 400 };
  written('preprocessor_config.json', JSON.stringify(facts));
  expect(await heardSeconds(folder)).toBe(3);
  expect(await heardSeconds(join(folder, 'nothing'))).toBe(Number.POSITIVE_INFINITY);
  const rows = [trainingRow('q', 'a', [clip('five.wav', 5)])];
  await expect(checkRows(rows, 'rows.jsonl', 3)).rejects.toMatchObject({
    message: expect.stringContaining('is 5 s long, and the model hears 3 s'),
    hint: expect.stringContaining('-t 3 OUT.wav'),
  });
});
