import { arms, tableFacts } from '../catalogue/index.js';
import { canonicalJson, sha256 } from '../core/index.js';
import { barFigure, type Figure, forgettingFigure } from '../figures/index.js';
import {
  claims,
  type ItemScores,
  type Judgement,
  judgeClaims,
  noted,
  type ResultRow,
  resultTables,
  runEvidence,
  type Table,
} from '../results/index.js';

/** What is shown of the numbers of a run: its tables, the figures that are made of answers, the paper's claims judged on it. */
export interface RunViews {
  tables: Table[];
  /** by a name that a file can have */
  figures: Record<string, Figure>;
  claims: Judgement[];
}

/** Views as plain values by place, as the results of a run keep them: what a replay has to come to. */
export interface ViewValues {
  /** cells as printed */
  tables: Record<string, string>;
  /** the start of a SHA-256 of the values and intervals that each trace draws; looks and texts are not in it */
  figures: Record<string, string>;
  /** verdicts */
  claims: Record<string, string>;
}

/** @param rows one per arm, set and metric @param scores those of every draw */
export function runViews(rows: readonly ResultRow[], scores: readonly ItemScores[]): RunViews {
  const tables = resultTables(rows);
  return {
    tables,
    figures: {
      ...Object.fromEntries(tables.map((table) => [`table-${table.number}`, barFigure(table)])),
      forgetting: forgettingFigure(rows, scores),
    },
    claims: judgeClaims(runEvidence(rows, scores)),
  };
}

export function viewValues({ tables, figures, claims }: RunViews): ViewValues {
  return {
    tables: Object.fromEntries(tables.flatMap(tableCells)),
    figures: Object.fromEntries(Object.entries(figures).flatMap(([name, { data }]) => drawnValues(name, data))),
    claims: Object.fromEntries(claims.map((judgement) => [judgement.claim.id, verdictOf(judgement)])),
  };
}

/** The content besides rows and scores that the values of views depend on; titles, sentences and colours are not in it. */
export function viewsDigest(): string {
  return sha256(
    canonicalJson([
      tableFacts().map(({ title: _, ...facts }) => facts),
      claims().map(({ sentence: _, ...facts }) => facts),
      arms().map(({ colour: _, ...facts }) => facts),
    ]),
  );
}

/** ['Table 1: ACC, AudioCaps, ROUGE-L', '0.9930 ± 0.0010'] */
function tableCells(table: Table): [place: string, value: string][] {
  return noted(table).blocks.flatMap(({ name, columns, rows }) =>
    rows.flatMap(({ label, cells }) =>
      cells.map(({ text, spread, factors }, index): [string, string] => {
        const place = [label, name, columns[index]!.column.label].filter(Boolean).join(', ');
        return [`Table ${table.number}: ${place}`, [text, spread, factors].filter(Boolean).join(' ')];
      }),
    ),
  );
}

/** ['table-1: bar of ACC, y2', 'c0ffee…'] */
function drawnValues(figure: string, data: Figure['data']): [place: string, value: string][] {
  const count = new Map<string, number>();
  return data.flatMap((trace) => {
    const { type, mode, name, legendgroup, yaxis, y, error_y: error } = trace;
    if (!Array.isArray(y) || !y.some((value) => typeof value === 'number')) return [];
    const { array, arrayminus } = (error ?? {}) as Record<string, unknown>;
    const place = `${figure}: ${[mode ?? type, 'of', legendgroup ?? name].join(' ')}${yaxis === undefined ? '' : `, ${yaxis}`}`;
    count.set(place, (count.get(place) ?? 0) + 1);
    const number = count.get(place)!;
    const value = sha256(canonicalJson([y, array ?? null, arrayminus ?? null])).slice(0, 16);
    return [[number === 1 ? place : `${place} (${number})`, value]];
  });
}

/** 'fails; 3 of 4; p 0.0123' */
function verdictOf({ verdict, agreeing, comparable, adjusted }: Judgement): string {
  const p = adjusted === undefined ? [] : [`p ${Number(adjusted.toPrecision(6))}`];
  return [verdict, `${agreeing} of ${comparable}`, ...p].join('; ');
}
