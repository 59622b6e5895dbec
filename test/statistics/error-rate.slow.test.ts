import { expect, test } from 'vitest';
import { columns } from '../../src/core/index.js';
import { pairedProportions } from '../../src/statistics/index.js';
import { countsOf, intervalsApart, rateOf, type Simulation, showsDifference } from './simulation.js';

const worlds = 4000;
const highest = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds);
const sds = [0, 0.03, 0.06, 0.1];

const percent = (simulation: Simulation, rule = showsDifference, of = worlds): string =>
  (100 * rateOf(of, (seed) => rule(simulation, seed))).toFixed(1);

/** One line per kind of world, one column per sd. */
function table(kinds: Record<string, Omit<Simulation, 'sd'>>, rule = showsDifference, of = worlds): string[][] {
  return Object.entries(kinds).map(([name, kind]) => [name, ...sds.map((sd) => percent({ ...kind, sd }, rule, of))]);
}

function print(title: string, rows: string[][]): void {
  const head = [title, ...sds.map((sd) => `sd ${sd}`)];
  console.log(columns([head, ...rows], ['left', 'right']).join('\n'));
}

test('of two equal arms, at most 5 % of worlds show a difference, whatever the items, draws and metric', () => {
  const kinds: Record<string, Omit<Simulation, 'sd'>> = {};
  for (const draws of [3, 5])
    for (const items of [120, 240]) {
      const plain = { items, draws };
      kinds[`${draws} draws, ${items} items`] = plain;
      kinds[`${draws} draws, ${items} items, own difficulty 1`] = { ...plain, own: 1 };
      if (items === 120) kinds[`${draws} draws, ${items} items, metric of sums`] = { ...plain, metric: 'corpus' };
    }
  kinds['2 draws, 120 items'] = { items: 120, draws: 2 };
  kinds['3 bases of 2 arms, 120 items'] = { items: 120, draws: 6, perBase: 2 };
  kinds['5 bases of 2 arms, 120 items'] = { items: 120, draws: 10, perBase: 2 };
  const rows = table(kinds);
  print('false differences, %', rows);
  for (const [kind, ...shares] of rows)
    for (const share of shares) expect(Number(share) / 100, kind).toBeLessThan(highest);
}, 1_800_000);

test('one draw supports no verdict, and real differences need draws', () => {
  const one = { '1 draw, 120 items': { items: 120, draws: 1 }, '1 draw, 240 items': { items: 240, draws: 1 } };
  const apart = table(one, intervalsApart);
  print('intervals that do not overlap: false differences, %', apart);
  expect(Number(apart[0]![4])).toBeGreaterThan(10);
  const mcnemar = table(one, (simulation, seed) => pairedProportions(countsOf(simulation, seed)).p < 0.05);
  print('McNemar: false differences, %', mcnemar);
  expect(Number(mcnemar[0]![4])).toBeGreaterThan(30);
  const power = [0.05, 0.1, 0.2].flatMap((difference) =>
    [3, 5].map(
      (draws) => [`${100 * difference} points, ${draws} draws, 120 items`, { items: 120, draws, difference }] as const,
    ),
  );
  print('differences that are found, %', table(Object.fromEntries(power), showsDifference, 1000));
}, 1_800_000);
