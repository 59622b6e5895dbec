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
import { answeredItems, type JudgedSet, scoreAnswers } from '../../evaluation/index.js';
import type { Run } from '../open-run.js';
import type { Comparing, Places } from './comparing.js';
import { type Cell, cellOf, type TakenCells, takenCells } from './taken.js';

/** The numbers of one draw of a model, from its answers. */
export interface ModelAgain {
  rows: ResultRow[];
  itemScores: ItemScores[];
  taken: TakenCells;
}

/** Whose answers are scored, and with what. */
export interface ReplayedModel {
  model: string;
  draw: Draw;
  /** those of the run */
  sets: readonly JudgedSet[];
  tools: MetricTools;
}

/** Scores the answers of one draw of a model again, and compares every number with the recorded one. */
export async function replayModel(
  run: Run,
  { model, draw, sets, tools }: ReplayedModel,
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
  const again = await scoreAnswers(sets, items, context, signal);
  for (const [set, confusion] of Object.entries(again.confusions)) {
    const recorded = await run.confusion(model, set, draw);
    compare(
      'confusion matrices',
      placed([recorded], () => set, same),
      placed([confusion], () => set, same),
    );
  }

  const rows = run.scores(model, draw);
  const labelled = again.rows.map((row) => (run.recorded === undefined ? row : { ...row, recorded: run.recorded }));
  const taken = takenCells(rows, labelled);
  const own = <T extends Cell>(cells: readonly T[]): T[] => cells.filter((cell) => !taken.has(cellOf(cell)));
  compare('values', placed(own(rows), cellOf, same), placed(own(labelled), cellOf, same));

  const scores = await run.itemScores(model, draw);
  const ownScores = own(metricScores(again.itemScores));
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
    rows: labelled.map((row) => taken.get(cellOf(row))?.row ?? row),
    itemScores: [...ownScores, ...takenScores],
    taken,
  };
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
