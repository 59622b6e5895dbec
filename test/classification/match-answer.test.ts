import { expect, test } from 'vitest';
import type { Matcher, Task } from '../../src/catalogue/index.js';
import { isRight, matchAnswer } from '../../src/classification/index.js';

const task = (matcher: Matcher): Task => ({
  id: 'sounds',
  version: 1,
  title: 'Sounds',
  dataset: 'none',
  prompt: 'Which sound?',
  source: 'this test',
  labels: ['laughter', 'throat clearing', 'synth', 'synth lead', 'hiphop'],
  aliases: { 'throat clearing': ['throat-clearing', 'clearing throat'], hiphop: ['hip-hop', 'hip hop'] },
  matcher,
  notes: 'labels that begin one another, with hyphens and blanks',
  changes: [{ version: 1, change: 'first version' }],
});

const none = undefined;

test.each<[Matcher, string, string | undefined]>([
  ['exact', 'laughter', 'laughter'],
  ['exact', '  Throat   Clearing. ', 'throat clearing'],
  ['exact', 'clearing throat!', 'throat clearing'],
  ['exact', 'HIP-HOP', 'hiphop'],
  ['exact', 'laughter and coughing', none],
  ['exact', '', none],
  ['prefix', 'Laughter, loud', 'laughter'],
  ['prefix', 'synth lead sound', 'synth lead'],
  ['prefix', 'synth leader', 'synth'],
  ['prefix', 'synthesizer', none],
  ['prefix', 'It is laughter', none],
  ['contains', 'I hear laughter.', 'laughter'],
  ['contains', 'This is a synth lead', 'synth lead'],
  ['contains', 'laughter, then more laughter', 'laughter'],
  ['contains', 'hip hop or hiphop', 'hiphop'],
  ['contains', 'laughter or throat-clearing', none],
  ['contains', 'a synth and a synth lead', none],
  ['contains', 'slaughter', none],
  ['contains', '(laughter)', 'laughter'],
  ['option-letter', 'B', 'throat clearing'],
  ['option-letter', '(c).', 'synth'],
  ['option-letter', 'A) laughter', 'laughter'],
  ['option-letter', 'D: a lead of some kind', 'synth lead'],
  ['option-letter', 'A. hiphop', none],
  ['option-letter', 'a laugh', none],
  ['option-letter', 'F', none],
  ['ultraeval-prefix', ' Laughterly', 'laughter'],
  ['ultraeval-prefix', 'synth leader', 'synth lead'],
  ['ultraeval-prefix', 'hip-hop', none],
  ['ultraeval-prefix', '"laughter"', none],
])('by %s match the answer %j means %j', (matcher, answer, label) => {
  expect(matchAnswer(task(matcher), answer)).toEqual(label === none ? { unparsable: true } : { label });
});

test('by ultraeval-prefix an answer is right if the right label is its beginning, even where another label is longer', () => {
  const answer = { answer: 'Synth Lead', label: 'synth' };
  expect(isRight(task('ultraeval-prefix'), answer)).toBe(true);
  expect(isRight(task('prefix'), answer)).toBe(false);
});
