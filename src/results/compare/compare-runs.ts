import { AccError } from '../../core/index.js';
import { holm } from '../../statistics/index.js';
import { armDifference, pairScores } from '../arm-difference.js';
import type { Finding, NotComparable } from '../claims/index.js';
import { displaySymbol } from '../display.js';
import type { ResultRow } from '../row.js';
import { comparisonHtml } from './html.js';
import { settingDifferences } from './settings.js';
import { runComparisonText } from './text.js';
import type { ComparedRun, ComparedValue, RunComparison } from './types.js';

/** Which values are compared; without a list, all. */
export interface CompareChoice {
  arms?: readonly string[] | undefined;
  sets?: readonly string[] | undefined;
  metrics: readonly string[];
}

/**
 * Compares runs with the first of them: what differs in their settings, and every value that they have in common, paired by item and draw.
 * @throws AccError 'results/nothing-in-common'
 */
export function compareRuns(runs: readonly ComparedRun[], { arms, sets, metrics }: CompareChoice): RunComparison {
  const [first, ...others] = runs as [ComparedRun, ...ComparedRun[]];
  const isWanted = ({ arm, set, metric }: ResultRow): boolean =>
    metrics.includes(metric) && (arms?.includes(arm) ?? true) && (sets?.includes(set) ?? true);
  const hasArm = (run: ComparedRun, arm: string): boolean => run.rows.some((row) => row.arm === arm);
  const values = first.rows
    .filter((row) => isWanted(row) && others.every((run) => hasArm(run, row.arm)))
    .map((row): ComparedValue => {
      const { arm, set, setLabel, metric } = row;
      const differences = others.map((other) => differenceOf(first, other, row));
      return { arm, set, setLabel, metric, values: runs.map((run) => cell(run, row)?.value ?? null), differences };
    });
  if (values.length === 0)
    throw new AccError('results/nothing-in-common', {
      message: `${runs.map(({ name }) => name).join(' and ')} have no value in common that was asked for`,
      hint: 'choose other --arms, --sets or --metrics, or omit them',
    });
  correct(values);
  const comparison: RunComparison = {
    runs: runs.map(({ name }) => name),
    settings: settingDifferences(runs.map(({ experiment }) => experiment)),
    values,
    unmatched: [...new Set(runs.flatMap(({ rows }) => rows.map(({ arm }) => arm)))].filter(
      (arm) => !runs.every((run) => hasArm(run, arm)),
    ),
  };
  const bundle = (): Record<string, string> => ({
    'text/html': comparisonHtml(comparison),
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
  const { difference, draws, ...test } = armDifference(pairs);
  return { difference, draws, test };
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
