import { metric } from '../catalogue/index.js';
import { type Interval, mean, sampleDeviation, tInterval } from '../statistics/index.js';
import { type Draw, drawsText, drawText } from './draw.js';
import { missingReason } from './provenance.js';
import type { ResultRow, Seeds } from './row.js';

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

/** The draws behind a cell that has several. */
export function severalDraws(row: Pick<ResultRow, 'seeds'> | undefined): Seeds | undefined {
  return row?.seeds && row.seeds.draws.length > 1 ? row.seeds : undefined;
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
  const missing = missingIn(rows);
  if (missing !== undefined) return { ...cell, value: null, missing, seeds };
  const spread = { ...seeds, sd: sampleDeviation(numbers) };
  const interval = { ...cut(drawInterval(numbers, draws), metric(first.metric).range), method: methodOf(draws) };
  return { ...cell, value: mean(numbers), interval, seeds: spread };
}

/** Why the mean has no value: the reason of all draws, or that of the first draw without one. */
function missingIn(rows: readonly ResultRow[]): string | undefined {
  const lacking = rows.filter(({ value }) => value === null);
  if (lacking.length === 0) return undefined;
  const reasons = lacking.map((row) => missingReason(row));
  const same = lacking.length === rows.length && reasons.every((reason) => reason === reasons[0]);
  return same ? reasons[0] : `no value for ${drawText(lacking[0]!.draw!)}: ${reasons[0]}`;
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
 * The 95 % t interval of a mean over draws. Draws on the same base are not independent: with several bases, the means of the bases are the
 * values.
 */
function drawInterval(values: readonly number[], draws: readonly Draw[]): Interval {
  const bases = basesOf(draws);
  if (bases.length === 1) return tInterval(values);
  return tInterval(bases.map((base) => mean(values.filter((_, index) => draws[index]!.base === base))));
}

function methodOf(draws: readonly Draw[]): string {
  const bases = basesOf(draws);
  return `t over ${bases.length > 1 ? `the means of ${bases.length} bases` : drawsText(draws)}, for these items`;
}

function basesOf(draws: readonly Draw[]): (number | null)[] {
  return [...new Set(draws.map(({ base }) => base))];
}

function cut({ low, high }: Interval, [least, most]: readonly [number, number]): Interval {
  return { low: Math.max(least, low), high: Math.min(most, high) };
}
