import { expect, test } from 'vitest';
import { commonality } from '../../src/targets/index.js';

test('replace pairs keep the longest phrase that both captions share, without a dangling connector', () => {
  expect(commonality('A dog barks, while a bell rings.', 'A dog barks, while a horn honks.')).toBe('A dog barks.');
});

test.each([
  ['with', 'Keys jingle, with ticking clock sound.', 'Keys jingle, with barking dog sound.', 'Keys jingle.'],
  ['and', 'A man speaks, and ticking clock sound.', 'A man speaks, and barking dog sound.', 'A man speaks.'],
  ['then before', 'ticking clock sound, then Male voice.', 'yapping dog sound, then Male voice.', 'Male voice.'],
  [
    'then with an event of two like words',
    'old bell ringing sound, then Rain falls.',
    'big bell ringing sound, then Rain falls.',
    'Rain falls.',
  ],
  [
    'a base that begins with a connector',
    'bell sound, then While rain falls.',
    'dog sound, then While rain falls.',
    'While rain falls.',
  ],
  [
    'then inside the base',
    'bell sound, then A man speaks, then coughs.',
    'dog sound, then A man speaks, then coughs.',
    'A man speaks, then coughs.',
  ],
  [
    'events with a common beginning',
    'Rain falls, and a loud dog sound.',
    'Rain falls, and a loud cat sound.',
    'Rain falls.',
  ],
  ['another connector on each side', 'Rain falls, while a bell rings.', 'Rain falls, with a dog bark.', 'Rain falls.'],
  [
    'a connector inside the base',
    'A man speaks and laughs, while a bell rings.',
    'A man speaks and laughs, while a horn honks.',
    'A man speaks and laughs.',
  ],
  [
    'a comma and connector inside the base',
    'Rain falls, and a car idles, with bell sound.',
    'Rain falls, and a car idles, with dog sound.',
    'Rain falls, and a car idles.',
  ],
  [
    'a base that ends in a preposition',
    'A large truck drives by, with bell sound.',
    'A large truck drives by, with dog sound.',
    'A large truck drives by.',
  ],
  ['a dangling determiner and preposition', 'A dog barks in the yard.', 'A dog barks in the street.', 'A dog barks.'],
  ['a leading connector', 'A dog barks and rain falls.', 'A cat meows and rain falls.', 'Rain falls.'],
  [
    'a hand-written event without a comma',
    'Birds sing with a man speaking.',
    'Birds sing with a horn honking.',
    'Birds sing.',
  ],
  [
    'other case and punctuation',
    'birds sing; water runs, while a bell rings',
    'Birds sing water runs, while a dog barks',
    'Birds sing; water runs.',
  ],
])('a clean phrase is left for %s', (_, pre, post, shared) => {
  expect(commonality(pre, post)).toBe(shared);
});

test('of two phrases of equal length, the one with more content words is kept', () => {
  expect(commonality('It is on the hill, wind shakes old trees.', 'Wind shakes old trees but it is on the sea.')).toBe(
    'Wind shakes old trees.',
  );
});

test('of two phrases with as many content words, the leftmost in the first caption is kept', () => {
  expect(commonality('A dog barks, and a dog growls.', 'A dog growls, and a dog barks.')).toBe('A dog barks.');
});

test.each([
  ['a single word', 'Rain, and a bell sound.', 'Rain, and a horn sound.'],
  ['no content word', 'It is the bell.', 'It is the horn.'],
  ['nothing', 'Rain falls.', 'Dogs bark.'],
])('%s in common is no phrase', (_, pre, post) => {
  expect(commonality(pre, post)).toBe('');
});
