import { holm } from '../../statistics/index.js';
import { pairScores } from '../arm-difference.js';
import { type Finding, findingOf, type NotComparable } from '../claims/index.js';
import { displaySymbol } from '../display.js';
import { judgeExpectations } from '../expectations/index.js';
import type { ResultRow } from '../row.js';
import { type CompareChoice, chosenRows } from './chosen-rows.js';
import { comparisonHtml } from './html.js';
import { comparisonMarkdown } from './markdown.js';
import { settingDifferences } from './settings.js';
import { runComparisonText } from './text.js';
import type { ComparedRun, ComparedValue, RunComparison } from './types.js';

/**
 * Compares runs with the first of them: what differs in their settings, every value that they have in common, paired by item and draw, and what
 * their ablations expect. One run alone has only expectations.
 * @param expectedAgainst further runs that only expectations are compared with
 * @throws AccError 'catalogue/unknown-metric', 'results/unknown-name', 'results/nothing-in-common'
 */
export function compareRuns(
  runs: readonly ComparedRun[],
  choice: CompareChoice = {},
  expectedAgainst: readonly ComparedRun[] = [],
): RunComparison {
  const [first, ...others] = runs as [ComparedRun, ...ComparedRun[]];
  const rows = others.length > 0 ? chosenRows(runs, choice) : [];
  const values = rows.map((row): ComparedValue => {
    const { arm, set, setLabel, metric } = row;
    const differences = others.map((other) => differenceOf(first, other, row));
    return { arm, set, setLabel, metric, values: runs.map((run) => cell(run, row)?.value ?? null), differences };
  });
  correct(values);
  const arms = [...new Set(runs.flatMap((run) => run.rows.map(({ arm }) => arm)))];
  const comparison: RunComparison = {
    runs: runs.map(({ name }) => name),
    settings: settingDifferences(runs.map(({ experiment }) => experiment)),
    values,
    unmatched: arms.filter((arm) => !runs.every((run) => run.rows.some((row) => row.arm === arm))),
    expectations: judgeExpectations(runs, expectedAgainst),
  };
  const bundle = (): Record<string, string> => ({
    'text/html': comparisonHtml(comparison),
    'text/markdown': comparisonMarkdown(comparison),
    'text/plain': runComparisonText(comparison),
  });
  return Object.defineProperty(comparison, displaySymbol, { value: bundle });
}

type Cell = Pick<ResultRow, 'arm' | 'set' | 'metric'>;

function isCell({ arm, set, metric }: Cell): (one: Cell) => boolean {
  return (one) => one.arm === arm && one.set === set && one.metric === metric;
}

function cell(run: ComparedRun, of: Cell): ResultRow | undefined {
  return run.rows.find(isCell(of));
}

function differenceOf(first: ComparedRun, other: ComparedRun, of: Cell): Finding | NotComparable {
  const [own, others] = [cell(first, of), cell(other, of)];
  if (own?.value == null || others?.value == null) return { missing: 'not computed in both runs' };
  if (recordsOf(own) === recordsOf(others)) return { missing: 'the same answers in both runs' };
  const pairs = pairScores(first.scores.filter(isCell(of)), other.scores.filter(isCell(of)));
  if ('missing' in pairs) return pairs;
  return findingOf(pairs);
}

/** The records of all draws behind a value. */
function recordsOf({ record, seeds }: ResultRow): string {
  return JSON.stringify(seeds?.records ?? [record]);
}

/** One draw supports no statement about an arm: its p stays as it is. */
function correct(values: readonly ComparedValue[]): void {
  const tested = values.flatMap(({ differences }) =>
    differences.filter((one): one is Finding & { adjusted?: number } => !('missing' in one) && (one.draws ?? 0) > 1),
  );
  const adjusted = holm(tested.map(({ test }) => test!.p));
  for (const [index, one] of tested.entries()) one.adjusted = adjusted[index]!;
}
