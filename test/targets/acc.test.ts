import { expect, test } from 'vitest';
import { accTarget, adcTarget } from '../../src/targets/index.js';
import { pairsOf } from './pairs.js';

const [addA, , deleteA, , replaceAB, replaceBA] = pairsOf('Keys jingle as a car starts');

test('add keeps the caption before, delete the caption after', () => {
  expect(accTarget(addA!).text).toBe(addA!.pre.caption);
  expect(accTarget(deleteA!).text).toBe(deleteA!.post.caption);
});

test('a clean replace target is the caption of x, as it is for the other five pairs', () => {
  const targets = pairsOf('Keys jingle as a car starts').map((pair) => accTarget(pair).text);
  expect(new Set(targets)).toEqual(new Set(['Keys jingle as a car starts.']));
  expect(accTarget(replaceAB!).status).toBe('trimmed');
});

test('a naive replace target keeps dangling words', () => {
  const { text, status } = accTarget(replaceBA!, 'paper-naive');
  expect(text).not.toBe('Keys jingle as a car starts.');
  expect(text).toMatch(/(while|with|and)\.$|^Sound, then /);
  expect(status).toBe('exact');
});

test('a caption of one word falls back to itself, with the status "fallback"', () => {
  const pairs = pairsOf('Rain');
  expect(accTarget(pairs[4]!)).toEqual({ text: 'Rain.', status: 'fallback' });
  expect(accTarget(pairs[4]!, 'provenance')).toEqual({ text: 'Rain.', status: 'exact' });
});

test('the difference is the instruction', () => {
  expect(adcTarget(replaceAB!)).toBe('Replace the dog barking sound with a ticking clock sound.');
});

test('a base caption without capital and period gives the same sentence to every operation', () => {
  const targets = pairsOf('a man speaks over a radio').map((pair) => accTarget(pair).text);
  expect(new Set(targets)).toEqual(new Set(['A man speaks over a radio.']));
});
