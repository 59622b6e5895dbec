import { expect, test } from 'vitest';
import { armDifference, type ItemScores, pairScores } from '../../src/results/index.js';

function scores(arm: string, draw: ItemScores['draw'], right: number): ItemScores {
  const ids = Array.from({ length: 40 }, (_, item) => String(item));
  const columns = [ids.map((_, item) => (item < right ? 1 : 0))];
  return { arm, draw, set: 'genre', metric: 'accuracy', statistic: 'mean', ids, columns };
}

const base = [scores('Ori', { base: 0, arm: null }, 38)];
const arms = [10, 12, 11].map((right, arm) => scores('ADC', { base: 0, arm }, right));

test('the base model is paired with every draw of an arm, whichever of the two comes first', () => {
  const [down, up] = [pairScores(base, arms), pairScores(arms, base)];
  if ('missing' in down || 'missing' in up) throw new Error('not paired');
  const { difference, p, ...facts } = armDifference(down);
  expect(facts).toMatchObject({ draws: 3, bases: 1, items: 40 });
  expect(difference).toBeCloseTo(-27 / 40, 12);
  expect(armDifference(up).difference).toBeCloseTo(27 / 40, 12);
  expect(armDifference(up).p).toBeCloseTo(p, 12);
});

test('arms are paired by their seeds, and draws from different bases are not paired', () => {
  expect(pairScores(arms, arms.slice(1))).toHaveLength(2);
  expect(pairScores(arms, [scores('ACC', { base: 1, arm: 0 }, 20)])).toEqual({
    missing: 'no draw with scores of single items in common',
  });
});
