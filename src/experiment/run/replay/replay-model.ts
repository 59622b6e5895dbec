import type { MetricTools } from '../../../captioning/index.js';
import {
  type Draw,
  drawText,
  type ItemScores,
  metricScores,
  type ResultRow,
  setValue,
} from '../../../results/index.js';
import { drawnName } from '../../draws.js';
import { answeredItems, scoreAnswers } from '../../evaluation/index.js';
import type { Run } from '../open-run.js';
import type { Comparing, Places } from './comparing.js';
import type { RunSets } from './judged-sets.js';
import { type Cell, cellOf, type TakenCells, takenCells } from './taken.js';

/** The numbers of one draw of a model, from its answers. */
export interface ModelAgain {
  rows: ResultRow[];
  itemScores: ItemScores[];
  taken: TakenCells;
  /** metrics that only the kit has */
  newMetrics: string[];
}

/** Whose answers are scored, and with what. */
export interface ReplayedModel {
  model: string;
  draw: Draw;
  sets: RunSets;
  /** whether both the run and the kit have a metric; the numbers of others are left out */
  isShared: (one: Pick<ResultRow, 'metric'>) => boolean;
  tools: MetricTools;
}

/** Scores the answers of one draw of a model again, and compares every number with the recorded one. */
export async function replayModel(
  run: Run,
  { model, draw, sets, isShared, tools }: ReplayedModel,
  { compare }: Comparing,
  signal: AbortSignal,
): Promise<ModelAgain> {
  const stage = drawnName(`answers of ${model}`, draw, run.experiment);
  const who = [model, drawText(draw)].filter(Boolean).join(', ');
  const placed = <T>(values: readonly T[], place: (value: T) => string, facts: (value: T) => unknown): Places =>
    new Map(values.map((value) => [`${who}, ${place(value)}`, facts(value)]));

  const answered = await answeredItems({ questions: run.folder('questions'), answers: run.folder(stage) });
  const judged = await run.answers(model, draw);
  compare('answers', placed(judged, itemOf, answerOf), placed(answered, itemOf, answerOf));

  const items = answered.map((item) => ({ ...item, answer: item.answer ?? '' }));
  const tasks = run.experiment.arms[model]?.tasks ?? [];
  const context = { arm: model, tasks, draw, record: run.key(stage), tools };
  const again = await scoreAnswers(sets.judged, items, context, signal);
  for (const [set, confusion] of Object.entries(again.confusions)) {
    const recorded = await run.confusion(model, set, draw);
    compare(
      'confusion matrices',
      placed([recorded], () => set, same),
      placed([confusion], () => set, same),
    );
  }

  const rows = run.scores(model, draw).filter(isShared);
  const found = again.rows.filter(isShared);
  const labelled = found.map((row) => (run.recorded === undefined ? row : { ...row, recorded: run.recorded }));
  const taken = takenCells(rows, labelled, sets.notJudged);
  const own = <T extends Cell>(cells: readonly T[]): T[] => cells.filter((cell) => !taken.has(cellOf(cell)));
  compare('values', placed(own(rows), cellOf, same), placed(own(labelled), cellOf, same));

  const scores = (await run.itemScores(model, draw)).filter(isShared);
  const ownScores = own(metricScores(again.itemScores).filter(isShared));
  compare('item scores', placed(own(scores), cellOf, byItem), placed(ownScores, cellOf, byItem));

  const takenScores = scores.filter((one) => taken.has(cellOf(one)));
  const values = new Map(takenScores.map((one) => [cellOf(one), setValue(one)]));
  const takenRows = rows.filter((row) => values.has(cellOf(row)));
  compare(
    'values',
    placed(takenRows, cellOf, ({ value }) => rounded(value)),
    placed(takenRows, cellOf, (row) => rounded(values.get(cellOf(row))!)),
  );
  return {
    rows: withTaken(rows, labelled, taken),
    itemScores: [...ownScores, ...takenScores],
    taken,
    newMetrics: again.rows.filter((row) => !isShared(row)).map(({ metric }) => metric),
  };
}

/** The rows computed again and the taken ones, in the order of the recorded rows. */
function withTaken(recorded: readonly ResultRow[], again: readonly ResultRow[], taken: TakenCells): ResultRow[] {
  const places = new Map(again.map((row) => [cellOf(row), row]));
  const inOrder = recorded.flatMap((row) => taken.get(cellOf(row))?.row ?? places.get(cellOf(row)) ?? []);
  return [...new Set([...inOrder, ...again.filter((row) => !taken.has(cellOf(row)))])];
}

function itemOf({ id }: { id: string }): string {
  return id;
}

function answerOf({ answer }: { answer: string }): string {
  return answer;
}

function same<T>(value: T): T {
  return value;
}

/** The numbers of each item. */
function byItem({ ids, columns }: ItemScores): Record<string, number[]> {
  return Object.fromEntries(ids.map((id, item) => [id, columns.map((column) => column[item]!)]));
}

/** A sum of recorded scores may differ from the recorded value in its last digits. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(9));
}
