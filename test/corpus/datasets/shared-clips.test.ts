import { expect, test } from 'vitest';
import { type ClipName, sharedClips } from '../../../src/corpus/datasets/index.js';

const clips = (dataset: string | undefined, ...ids: string[]): ClipName[] => ids.map((id) => ({ id, dataset }));
const forms = [
  '--0PQM4-hqg',
  'Y--0PQM4-hqg',
  '--0PQM4-hqg_30',
  '--0PQM4-hqg_30_40',
  '--0PQM4-hqg_30000_40000',
  'Y--0PQM4-hqg_30.000_40.000.wav',
];

test('an id and the name of its sound file are one clip, in any spelling of Unicode', () => {
  const listed = clips(undefined, 'rain on roof.wav', 'Tourne-a\u0300-gauche.FLAC', 'blues.00000');
  const given = clips(undefined, 'rain on roof', 'Tourne-\u00e0-gauche', 'blues.00001', 'rain');
  expect(sharedClips(listed, given)).toEqual(['rain on roof', 'Tourne-\u00e0-gauche']);
});

test.each([
  ['both lists are of AudioCaps', 'audiocaps', 'audiocaps'],
  ['only training is', 'audiocaps', undefined],
  ['only the evaluation set is', undefined, 'audiocaps'],
])('every form of an id of AudioCaps is one clip if %s', (_, train, evaluation) => {
  for (const form of forms) expect(sharedClips(clips(train, form), clips(evaluation, ...forms))).toEqual(forms);
});

test('ids of a YouTube id end in digits, begin with Y or contain an underscore', () => {
  for (const [id, other] of [
    ['Yabcdefghij', 'abcdefghij_'],
    ['abcdefg_123', 'abcdefg'],
    ['_abcdefghi_', 'abcdefghi_1'],
  ] as const) {
    expect(sharedClips(clips('audiocaps', id), clips('audiocaps', `Y${id}_30`))).toEqual([`Y${id}_30`]);
    expect(sharedClips(clips('audiocaps', id), clips('audiocaps', other))).toEqual([]);
  }
});

test('the rule of a dataset is not applied to clips of another or of unknown origin', () => {
  expect(sharedClips(clips(undefined, 'street_rain_1'), clips(undefined, 'street_rain_2'))).toEqual([]);
  expect(sharedClips(clips('clotho', 'street_rain_1'), clips('audiocaps', 'street_rain_2'))).toEqual([]);
  expect(sharedClips(clips('audiocaps', '--0PQM4-hqg'), clips(undefined, 'street_rain_2'))).toEqual([]);
});

test('a clip of Clotho is the same on file systems that reserve a character of its name', () => {
  expect(sharedClips(clips('clotho', 'rain: on metal.wav'), clips('clotho', 'rain_ on metal'))).toHaveLength(1);
  expect(sharedClips(clips(undefined, 'rain: on metal.wav'), clips(undefined, 'rain_ on metal'))).toEqual([]);
});
