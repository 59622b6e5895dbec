import { expect, test } from 'vitest';
import { simpleTokenize } from '../../src/captioning/index.js';
import { goldens, records } from './goldens.js';

test.each([
  ['A dog barks, while a bell rings.', 'a dog barks while a bell rings'],
  ["A man's voice; it doesn't stop!", "a man 's voice it does n't stop"],
  ["People can't hear; they're loud", "people ca n't hear they 're loud"],
  ['A high-pitched beep - then silence...', 'a high-pitched beep then silence'],
  ['Someone says "stop" and \'go\'.', 'someone says stop and go'],
  ['Rain (heavy) at 12:30', 'rain -lrb- heavy -rrb- at 12:30'],
  ['rain,wind,thunder', 'rain wind thunder'],
  ['wait.... what -- a constructor cannot', 'wait what a constructor can not'],
  ['', ''],
])('%j becomes %j', (caption, tokens) => {
  expect(simpleTokenize(caption)).toBe(tokens);
});

const where = goldens ? '' : ' (skipped: ../shared/goldens is absent)';

interface Pair {
  group: string;
  raw: string;
  filtered: string;
}

test.skipIf(!goldens)(`it agrees with PTB on every one of 254 real captions of the goldens${where}`, () => {
  const real = records<Pair>('ptb.jsonl').filter(({ group }) => group === 'real');
  const different = real.filter(({ raw, filtered }) => simpleTokenize(raw) !== filtered);
  expect([real.length, different]).toEqual([254, []]);
});

test.skipIf(!goldens)(`it is no PTB tokenizer: adversarial lines come out differently${where}`, () => {
  const hard = records<Pair>('ptb.jsonl').filter(({ group }) => group === 'adversarial');
  const agreeing = hard.filter(({ raw, filtered }) => simpleTokenize(raw) === filtered).length;
  expect(agreeing / hard.length).toBeGreaterThan(0.5);
  expect(agreeing / hard.length).toBeLessThan(1);
});
