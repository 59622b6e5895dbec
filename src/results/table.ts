import { armLabel, hasArm, inArmOrder, metric, type TableFacts, tableFacts, tableMetrics } from '../catalogue/index.js';
import { AccError } from '../core/index.js';
import { displayable } from './display.js';
import { basesOf, drawsText, oneBaseNote } from './draw.js';
import type { ResultRow } from './row.js';
import { severalDraws } from './seeds.js';
import type { Column, Synthetic, Table } from './types.js';

/**
 * A result table of tables.yaml over the rows of one run, or of the paper: its arms are chosen by their training tasks, its sets by their kind.
 * Arms and sets that the rows do not have are not listed.
 * @param number 1, 2 or 3 as in the paper
 * @throws AccError 'results/unknown-table', 'results/mixed-sources', 'results/duplicate-row'
 */
export function resultTable(number: number, rows: readonly ResultRow[]): Table {
  const facts = tableFacts().find((table) => table.number === number) ?? unknownTable(number);
  const metrics = tableMetrics(facts);
  const possible = rows.filter((row) => row.kind === facts.sets && hasArm(facts, row.tasks));
  const own = possible.filter(({ metric }) => metrics.includes(metric));
  const source = sourceOf(own);
  const synthetic = syntheticOf(own);
  const byCell = cellsOf(possible);
  const columns = columnsOf(own, metrics, synthetic);
  return displayable({
    number,
    title: `Table ${number}. ${facts.title}, ${source === 'paper' ? 'as printed in the paper' : runWords[synthetic]}${recordedTitle(own)}`,
    columns,
    rows: inArmOrder(own.map(({ arm }) => arm)).map((arm) => ({
      arm,
      label: armLabel(arm),
      cells: columns.map((column) => byCell.get(cellKey({ arm, ...column }))),
      factors: columns.map(({ set }) => {
        const found = (facts.factors ?? []).map((metric) => byCell.get(cellKey({ arm, set, metric })));
        return found.filter((row) => row !== undefined);
      }),
    })),
    caption: [
      own.length === 0 ? emptyCaption : source === 'paper' ? paperCaption : runCaptions[synthetic],
      ...recordedCaption(own),
      ...spreadCaption(own),
      ...factorCaption(facts, possible),
      ...(facts.note && own.length > 0 ? [facts.note] : []),
    ].join(' '),
    synthetic,
    source,
  });
}

/** All result tables over the rows; a table without arms is omitted. */
export function resultTables(rows: readonly ResultRow[]): Table[] {
  return tableFacts()
    .map(({ number }) => resultTable(number, rows))
    .filter((table) => table.rows.length > 0);
}

const runWords = { all: 'synthetic world', some: 'this run, partly synthetic', none: 'this run' } as const;

const emptyCaption = 'This run has no arm that belongs in this table.';

const paperCaption = 'Printed values, unchanged. Footnotes explain suspect cells.';

const runCaptions = {
  all: 'Synthetic world: sounds made by the kit and a tiny model. Not comparable in value with the paper.',
  some: 'Sets marked "synthetic" contain sounds made by the kit; the others contain recordings. Intervals are 95 %, where one was computed.',
  none: 'Values of this run. Intervals are 95 %, where one was computed.',
} as const;

/** The end of the title of what shows a recorded run: ', recorded', else ''. */
export function recordedTitle(rows: readonly Pick<ResultRow, 'recorded'>[]): string {
  return rows.some(({ recorded }) => recorded !== undefined) ? ', recorded' : '';
}

/** 'Recorded on 2 x Intel Xeon, 2026-12-01 08:10 UTC, kit at 5a8b1d9.' */
function recordedCaption(rows: readonly ResultRow[]): string[] {
  const labels = new Set(rows.flatMap(({ recorded }) => recorded ?? []));
  return Array.from(labels, (label) => `${label[0]!.toUpperCase()}${label.slice(1)}.`);
}

/** What ± means, with the draws behind it: '3 seeds', or by arm where an arm has others, as Ori has one per base. */
function spreadCaption(rows: readonly ResultRow[]): string[] {
  const arms = new Map<string, string[]>();
  for (const row of rows) {
    const seeds = severalDraws(row);
    if (!seeds) continue;
    const draws = drawsText(seeds.draws);
    arms.set(draws, [...new Set([...(arms.get(draws) ?? []), armLabel(row.arm)])]);
  }
  if (arms.size === 0) return [];
  const of =
    arms.size === 1 ? [...arms.keys()] : Array.from(arms, ([draws, names]) => `${draws} for ${names.join(', ')}`);
  const draws = rows.flatMap((row) => severalDraws(row)?.draws ?? []);
  const note = basesOf(draws) === 1 ? [oneBaseNote] : [];
  return [`Mean and, after ±, standard deviation over ${of.join(' and ')}.`, ...note];
}

/** How to read the factors of the cells, with the matchers that decide what a label is. */
function factorCaption({ factors = [] }: TableFacts, rows: readonly ResultRow[]): string[] {
  const shown = rows.filter((row) => factors.includes(row.metric));
  if (shown.length === 0) return [];
  const words = factors.map((name) => metric(name).label.toLowerCase());
  const matchers = [...new Set(shown.map(({ protocol }) => protocol?.matcher))].join(', ');
  const means = shown.some(severalDraws) ? ', over all draws together' : '';
  return [`In brackets, in percent: ${words.join(' × ')} (matcher: ${matchers})${means}.`];
}

function unknownTable(number: number): TableFacts {
  throw new AccError('results/unknown-table', {
    message: `there is no Table ${number}`,
    hint: `tables: ${tableFacts()
      .map((table) => table.number)
      .join(', ')}`,
  });
}

/** Sets in the order of the rows, which is that of `evaluate`. With one metric a column is a set, with several the sets are blocks of columns. */
function columnsOf(rows: readonly ResultRow[], metrics: readonly string[], synthetic: Synthetic): Column[] {
  const sets = [...new Set(rows.map(({ set }) => set))];
  return sets.flatMap((set) => {
    const row = rows.find((one) => one.set === set)!;
    const label = synthetic === 'some' && row.synthetic ? `${row.setLabel} (synthetic)` : row.setLabel;
    return metrics.map((name) =>
      metrics.length === 1
        ? { set, metric: name, block: '', label }
        : { set, metric: name, block: label, label: metric(name).label },
    );
  });
}

function cellsOf(rows: readonly ResultRow[]): Map<string, ResultRow> {
  const byCell = new Map<string, ResultRow>();
  for (const row of rows) {
    if (byCell.has(cellKey(row)))
      throw new AccError('results/duplicate-row', {
        message: `duplicate row for ${row.metric} of ${row.arm} on ${row.set}`,
        hint: 'a table shows one run: choose the rows of one experiment',
      });
    byCell.set(cellKey(row), row);
  }
  return byCell;
}

function cellKey({ arm, set, metric: name }: { arm: string; set: string; metric: string }): string {
  return JSON.stringify([arm, set, name]);
}

/** Printed and computed values in one table would look like one experiment. */
function sourceOf(rows: readonly ResultRow[]): Table['source'] {
  const sources = new Set(rows.map(({ source }) => source));
  if (sources.size > 1)
    throw new AccError('results/mixed-sources', {
      message: 'rows of the paper and rows of a run cannot share a table',
      hint: 'build one table for each, or use comparison(rows)',
    });
  return rows[0]?.source ?? 'run';
}

/** Whether the audio behind rows was synthesised. */
export function syntheticOf(rows: readonly ResultRow[]): Synthetic {
  const count = rows.filter(({ synthetic }) => synthetic).length;
  return count === 0 ? 'none' : count === rows.length ? 'all' : 'some';
}
