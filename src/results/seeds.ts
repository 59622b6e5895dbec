import { metric } from '../catalogue/index.js';
import { type Interval, mean, sampleDeviation, tInterval } from '../statistics/index.js';
import { type Draw, drawText } from './draw.js';
import type { ResultRow } from './row.js';

/** The draws behind a cell of a table. */
export interface Seeds {
  /** number of draws with a value */
  n: number;
  /** standard deviation over the draws, with n - 1, in the unit of the value; absent for one draw */
  sd?: number;
  /** one per draw, in the order of `draws` */
  values: (number | null)[];
  draws: Draw[];
  /** keys of the stage records, one per draw */
  records: string[];
}

/**
 * The cells of tables from the rows of all draws: one row per arm, set and metric, in the order of the first draws.
 * @returns the mean over the draws of an arm, without a value if one draw has none; the row itself where there is one draw
 */
export function cellRows(rows: readonly ResultRow[]): ResultRow[] {
  const cells = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.arm, row.set, row.metric]);
    cells.set(key, [...(cells.get(key) ?? []), row]);
  }
  return Array.from(cells.values(), (ofCell) => cellRow(ofCell as [ResultRow, ...ResultRow[]]));
}

function cellRow(rows: [ResultRow, ...ResultRow[]]): ResultRow {
  const [first] = rows;
  const values = rows.map(({ value }) => value);
  const numbers = values.filter((value) => value !== null);
  const draws = rows.map(({ draw }) => draw ?? { base: null, arm: null });
  const seeds: Seeds = { n: numbers.length, values, draws, records: rows.flatMap(({ record }) => record ?? []) };
  if (rows.length === 1) return { ...first, seeds };
  const { draw: _, record: __, interval: ___, missing: ____, ...facts } = first;
  const n = rows.every((row) => row.n === first.n) ? first.n : null;
  const cell = { ...facts, n, ...protocolOf(rows) };
  const lacking = rows.find(({ value }) => value === null);
  if (lacking) {
    const missing = `no value for ${drawText(lacking.draw!)}: ${lacking.missing ?? 'no reason was recorded'}`;
    return { ...cell, value: null, missing, seeds };
  }
  const spread = { ...seeds, sd: sampleDeviation(numbers) };
  return { ...cell, value: mean(numbers), interval: drawInterval(numbers, draws, first.metric), seeds: spread };
}

/** The facts that are equal in all draws, and those that differ one after another, with the number of items if it differs. */
function protocolOf(rows: readonly ResultRow[]): Pick<ResultRow, 'protocol'> {
  const items = rows.every(({ n }) => n === rows[0]!.n) ? [] : ['items'];
  const facts = rows.map(({ protocol, n }) => ({ ...protocol, items: n ?? '?' }) as Record<string, string | number>);
  const names = [...Object.keys(rows[0]!.protocol ?? {}), ...items];
  const fact = (name: string): string | number => {
    const values = facts.map((protocol) => protocol[name] ?? '?');
    return values.every((value) => value === values[0]) ? values[0]! : values.join('; ');
  };
  return names.length === 0 ? {} : { protocol: Object.fromEntries(names.map((name) => [name, fact(name)])) };
}

/**
 * The 95 % t interval of a mean over draws, cut at the range of the metric. Draws with the same base are not independent: with several
 * bases, the means of the bases are the values.
 */
function drawInterval(values: readonly number[], draws: readonly Draw[], name: string): ResultRow['interval'] & object {
  const bases = [...new Set(draws.map(({ base }) => base))];
  const several = bases.length > 1;
  const ofBase = (base: number | null): number => mean(values.filter((_, index) => draws[index]!.base === base));
  const independent = several ? bases.map(ofBase) : values;
  const what = several ? `the means of ${bases.length} bases` : `${values.length} seeds on one base`;
  return { ...cut(tInterval(independent), metric(name).range), method: `t over ${what}, for these items` };
}

function cut({ low, high }: Interval, [least, most]: readonly [number, number]): Interval {
  return { low: Math.max(least, low), high: Math.min(most, high) };
}
