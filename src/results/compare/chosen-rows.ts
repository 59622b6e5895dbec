import { metricsNamed } from '../../catalogue/index.js';
import { AccError } from '../../core/index.js';
import type { ResultRow } from '../row.js';
import type { ComparedRun } from './types.js';

/** Which values are compared; a list that is not given stands for all, and for the usual metrics. */
export interface CompareChoice {
  arms?: readonly string[] | undefined;
  sets?: readonly string[] | undefined;
  /** metrics, or groups of them */
  metrics?: readonly string[] | undefined;
}

/** One for each kind of sets. */
const usualMetrics = ['accuracy', 'exact', 'rouge_l'];

/**
 * The rows of the first run that are compared: those of arms that every run has.
 * @throws AccError 'catalogue/unknown-metric', 'results/unknown-name' for a name that no run has, 'results/nothing-in-common'
 */
export function chosenRows(runs: readonly ComparedRun[], choice: CompareChoice): ResultRow[] {
  const rows = runs.flatMap((run) => run.rows);
  assertKnown('arm', choice.arms, namesOf(rows, 'arm'));
  assertKnown('set', choice.sets, namesOf(rows, 'set'));
  const metrics = choice.metrics ? metricsNamed(choice.metrics) : usualMetrics;
  assertKnown('metric', choice.metrics && single(choice.metrics, metrics), namesOf(rows, 'metric'));
  const [first, ...others] = runs as [ComparedRun, ...ComparedRun[]];
  const chosen = first.rows.filter(
    ({ arm, set, metric }) =>
      metrics.includes(metric) &&
      (choice.arms?.includes(arm) ?? true) &&
      (choice.sets?.includes(set) ?? true) &&
      others.every((run) => run.rows.some((row) => row.arm === arm)),
  );
  return chosen.length > 0 ? chosen : nothingInCommon(runs);
}

const words = { arm: 'arm', set: 'evaluation set', metric: 'metric' } as const;

type Kind = keyof typeof words;

function namesOf(rows: readonly ResultRow[], kind: Kind): string[] {
  return [...new Set(rows.map((row) => row[kind]))];
}

/** The names that are no groups: a run need not have all metrics of a group. */
function single(names: readonly string[], all: readonly string[]): string[] {
  return names.filter((name) => all.includes(name));
}

function assertKnown(kind: Kind, names: readonly string[] | undefined, known: readonly string[]): void {
  const other = names?.find((name) => !known.includes(name));
  if (other !== undefined)
    throw new AccError('results/unknown-name', {
      message: `no run has the ${words[kind]} "${other}"`,
      hint: `${words[kind]}s: ${known.join(', ')}`,
    });
}

function nothingInCommon(runs: readonly ComparedRun[]): never {
  const common = (kind: Kind): string =>
    namesOf(runs[0]!.rows, kind)
      .filter((name) => runs.every(({ rows }) => rows.some((row) => row[kind] === name)))
      .join(', ') || 'none';
  throw new AccError('results/nothing-in-common', {
    message: `${runs.map(({ name }) => name).join(' and ')} have no value in common that was asked for`,
    hint: `in common are arms: ${common('arm')}; sets: ${common('set')}; metrics: ${common('metric')}`,
  });
}
