import { expect, test } from 'vitest';
import { trainingPrompt } from '../../src/catalogue/index.js';
import { acCaptionRows, acRows, targetRows } from '../../src/targets/index.js';
import { pairsOf } from './pairs.js';

const pairs = [
  ...pairsOf('Rain falls.'),
  ...pairsOf('Rain falls.', 'cat meowing', 'drum beating'),
  ...pairsOf('Wind blows.', 'cat meowing', 'ticking clock', 'y'),
];

test('audio captioning has one row per base clip, of its unedited audio', () => {
  expect(acRows(pairs, trainingPrompt('AC', 'tiny'))).toEqual([
    {
      messages: [
        { role: 'user', content: '<audio>Describe the audio in one sentence.' },
        { role: 'assistant', content: 'Rain falls.' },
      ],
      audios: ['/x.wav'],
      label: 'x',
      base: 'x',
    },
    {
      messages: [
        { role: 'user', content: '<audio>Describe the audio in one sentence.' },
        { role: 'assistant', content: 'Wind blows.' },
      ],
      audios: ['/y.wav'],
      label: 'y',
      base: 'y',
    },
  ]);
});

test('captioning on a corpus has one row per distinct caption of each clip, from the file of the clip', () => {
  const clip = { id: 'x', caption: 'rain falls', references: ['Rain falls.', 'it rains', 'it rains'], file: '/x.wav' };
  const rows = acCaptionRows([{ ...clip, split: 'train' }], 'Caption?');
  expect(rows.map(({ messages }) => messages[1]!.content)).toEqual(['Rain falls.', 'It rains.']);
  expect(rows.map(({ label, audios }) => [label, audios])).toEqual([
    ['x#1', ['/x.wav']],
    ['x#2', ['/x.wav']],
  ]);
});

test('difference and commonality rows list the audio before and then the audio after', () => {
  const pair = pairs[2]!;
  const [adc] = targetRows('ADC', { pairs: [pair] }, { acc: 'paper-clean', prompt: trainingPrompt('ADC', 'paper') });
  const [acc] = targetRows('ACC', { pairs: [pair] }, { acc: 'paper-clean', prompt: trainingPrompt('ACC', 'paper') });
  expect(adc!.audios).toEqual(['/x.a.wav', '/x.wav']);
  expect(acc!.audios).toEqual(adc!.audios);
  expect(adc!.messages.map(({ content }) => content)).toEqual([
    '<audio><audio>Tell me the difference between the second audio and the first one.',
    'Remove the dog barking sound.',
  ]);
  expect(acc!.messages[1]!.content).toBe('Rain falls.');
  expect([adc!.label, acc!.label]).toEqual([pair.id, pair.id]);
});

test('a pair whose captions share no word has no naive row', () => {
  const pair = {
    ...pairs[4]!,
    pre: { ...pairs[4]!.pre, caption: 'Dogs.' },
    post: { ...pairs[4]!.post, caption: 'Cats.' },
  };
  expect(targetRows('ACC', { pairs: [pair] }, { acc: 'paper-naive', prompt: 'What is shared?' })).toEqual([]);
});
