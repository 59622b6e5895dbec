import { expect, test } from 'vitest';
import { bleu, ciderD, rougeL, type ScoredItem } from '../../src/captioning/index.js';

const item = (candidate: string, ...references: string[]): ScoredItem => ({ id: candidate, candidate, references });

/** The example of aac-metrics' README; values in full precision from the reference implementation. */
const readme = [
  item(
    'a man is speaking',
    'a man speaks',
    'someone speaks',
    'a man is speaking while a bird is chirping in the background',
  ),
  item('rain falls', 'rain is falling hard on a surface'),
];

function near(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12);
}

test("BLEU-1 to BLEU-4 of the README example of aac-metrics are the reference's", () => {
  const scores = bleu(readme);
  near(
    scores.map((score) => score.corpus),
    [0.42784759905121095, 0.4058918713139846, 0.43896546187160046, 0.45649954547375826],
  );
  near(scores[0]!.items, [0.9999999997500002, 0.041042499270907015]);
  near(scores[3]!.items, [0.9999999994791672, 1.2274570254139038e-8]);
});

test("ROUGE-L of the README example is the reference's, precision and recall taken from different references", () => {
  const { corpus, items } = rougeL(readme);
  near([corpus, ...items], [0.48706932685053234, 0.7721518987341772, 0.20198675496688742]);
});

test("CIDEr-D of the README example is the reference's", () => {
  const { corpus, items } = ciderD(readme);
  near([corpus, ...items], [0.9613547163493906, 1.3640549170323026, 0.5586545156664786]);
});

test('an empty candidate scores 0 and is accepted', () => {
  const items = [item('', 'a cat meows'), item('a dog barks', 'a dog barks loudly')];
  near(rougeL(items).items, [0, 0.8356164383561644]);
  near(ciderD(items).items, [0, 5.769558044300133]);
  near(bleu(items)[1]!.items, [0, 0.7165313100363911]);
});

test('one-word captions are scored by CIDEr-D for their only n-gram order', () => {
  const items = [item('dog', 'dog'), item('cat', 'a cat'), item('dog', 'the bird', 'dog')];
  near(ciderD(items).items, [2.5, 1.743384349760141, 1.25]);
});

test('captions shared by all items have zero weight in CIDEr-D', () => {
  expect(ciderD([item('a dog barks', 'a dog barks'), item('a dog barks', 'a dog barks')]).corpus).toBe(0);
});

test('of two references equally close in length BLEU uses the shorter', () => {
  const [first] = bleu([item('a b c d', 'a b c', 'a b c d e')]);
  expect(first!.corpus).toBeCloseTo(0.75 + 0.25, 8);
});

test('corpus BLEU comes from summed counts and differs from the mean of its items', () => {
  const [first] = bleu(readme);
  expect(Math.abs(first!.corpus - (first!.items[0]! + first!.items[1]!) / 2)).toBeGreaterThan(0.05);
});

test('the order of items does not change corpus scores', () => {
  const turned = [...readme].reverse();
  expect(ciderD(turned).corpus).toBeCloseTo(ciderD(readme).corpus, 12);
  expect(bleu(turned)[3]!.corpus).toBeCloseTo(bleu(readme)[3]!.corpus, 12);
});

test('a single item has no CIDEr-D', () => {
  expect(() => ciderD(readme.slice(1))).toThrow(expect.objectContaining({ code: 'captioning/too-few-items' }));
});

test.each([[[]], [['a dog', '']], [['\u00a0']]])('references %j are a named error', (references) => {
  const items = [item('a dog barks', ...references), item('a cat', 'a cat')];
  for (const metric of [bleu, rougeL, ciderD])
    expect(() => metric(items)).toThrow(expect.objectContaining({ code: 'captioning/no-references' }));
});
