import { paperRows, type ResultRow, table1, table2, table3 } from '../results/index.js';
import { barFigure } from './bar-figure.js';
import type { Figure } from './figure.js';

/** Table 1 of a run as bars with 95 % intervals, one panel a metric: CIDEr-D and SPIDEr have scales of their own. */
export function tableFigure1(rows: readonly ResultRow[]): Figure {
  return barFigure(table1(rows));
}

/** Table 2 of a run, as tableFigure1. */
export function tableFigure2(rows: readonly ResultRow[]): Figure {
  return barFigure(table2(rows));
}

/** Table 3 of a run: accuracy a task and arm with 95 % intervals. */
export function tableFigure3(rows: readonly ResultRow[]): Figure {
  return barFigure(table3(rows));
}

/** The paper's printed Table 1, suspect cells hatched, the reason in their hover text. */
export function paperFigure1(): Figure {
  return barFigure(table1(paperRows()));
}

/** The paper's printed Table 2, as paperFigure1. */
export function paperFigure2(): Figure {
  return barFigure(table2(paperRows()));
}

/** The paper's printed Table 3, as paperFigure1. */
export function paperFigure3(): Figure {
  return barFigure(table3(paperRows()));
}
