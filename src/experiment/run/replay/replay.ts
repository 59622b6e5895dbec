import { keptOpen, type MetricTools } from '../../../captioning/index.js';
import { findMetric } from '../../../catalogue/index.js';
import type { Progress } from '../../../core/index.js';
import { cellRows, type ItemScores, type ResultRow } from '../../../results/index.js';
import { modelDraws } from '../../draws.js';
import { type RunViews, runViews, viewValues } from '../../views.js';
import type { Run } from '../open-run.js';
import { type Comparing, comparing } from './comparing.js';
import { judgedSets } from './judged-sets.js';
import { replayModel } from './replay-model.js';

/** A run rebuilt from its answers. */
export interface Replay extends Pick<Comparing, 'counts' | 'differences' | 'added'> {
  views: RunViews;
  /** metrics that were not computed again, and sets that were not judged again, with the reason: their recorded numbers are used */
  notComputed: Record<string, string>;
  /** true if the run has no recorded views to compare with: an older version of the kit made it */
  withoutViews: boolean;
}

export interface ReplayOptions {
  tools: MetricTools;
  signal: AbortSignal;
  progress?: (progress: Progress) => void;
}

/**
 * Makes the scores, values, cells, tables, figures and verdicts of a finished run again from its answers, and compares each with what the run
 * recorded. Nothing is written.
 */
export async function replayRun(run: Run, { tools, signal, progress = () => {} }: ReplayOptions): Promise<Replay> {
  const { experiment } = run;
  const all = comparing();
  const kept = keptOpen(tools);
  const models = run.models.flatMap((model) => modelDraws(model, experiment).map((draw) => ({ model, draw })));
  const sets = await judgedSets(run);
  const recordedMetrics = new Set(run.drawRows.map(({ metric }) => metric));
  const isShared = ({ metric }: Pick<ResultRow, 'metric'>): boolean =>
    recordedMetrics.has(metric) && findMetric(metric) !== undefined;
  const drawRows: ResultRow[] = [];
  const itemScores: ItemScores[] = [];
  const newMetrics = new Set<string>();
  const notComputed: Record<string, string> = Object.fromEntries(sets.notJudged);
  for (const name of recordedMetrics) if (!findMetric(name)) notComputed[name] = 'the kit now has no such metric';
  for (const [done, { model, draw }] of models.entries()) {
    signal.throwIfAborted();
    progress({ done, total: models.length });
    const again = await replayModel(run, { model, draw, sets, isShared, tools: kept }, all, signal);
    drawRows.push(...again.rows);
    itemScores.push(...again.itemScores);
    for (const metric of again.newMetrics) newMetrics.add(metric);
    for (const { row, reason } of again.taken.values())
      if (reason !== undefined && !sets.notJudged.has(row.set)) notComputed[row.metric] ??= reason;
  }
  const rows = cellRows(drawRows);
  all.compare('cells', placed(run.rows.filter(isShared)), placed(rows));
  const views = runViews(rows, itemScores);
  const recorded = await run.views();
  if (recorded) {
    const { tables, figures, claims } = viewValues(views);
    all.compare('table cells', placesOf(recorded.tables), placesOf(tables));
    all.compare('drawn traces', placesOf(recorded.figures), placesOf(figures));
    all.compare('claims', placesOf(recorded.claims), placesOf(claims));
  }
  const { counts, differences } = all;
  const added = [...newMetrics, ...all.added];
  return { counts, differences, added, views, notComputed, withoutViews: recorded === undefined };
}

function placed(rows: readonly ResultRow[]): Map<string, ResultRow> {
  return new Map(rows.map((row) => [[row.arm, row.set, row.metric].join(', '), row]));
}

function placesOf(values: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(values));
}
