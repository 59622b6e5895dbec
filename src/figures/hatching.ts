import type { ResultRow, Table } from '../results/index.js';
import { mutedInk, paper } from './style.js';
import type { Trace } from './types.js';

/** Plotly's pattern for a bar: stripes where a printed cell contradicts another, dots where it contradicts its protocol. */
type Shape = '' | '/' | '.';

const meanings: readonly (readonly [Shape, string])[] = [
  ['/', 'contradicts another cell'],
  ['.', 'contradicts the usual protocol'],
];

/** The pattern part of a trace's marker, one shape per bar; empty if no bar is suspect. */
export function hatching(rows: readonly (ResultRow | undefined)[], colour: string): Record<string, unknown> {
  const shapes = rows.map(shapeOf);
  return shapes.every((shape) => shape === '') ? {} : { pattern: pattern(shapes, colour) };
}

/** Legend entries that explain the patterns of a table's bars. */
export function hatchKeys({ rows }: Table): Trace[] {
  const found = new Set(rows.flatMap(({ cells }) => cells.map(shapeOf)));
  return meanings
    .filter(([shape]) => found.has(shape))
    .map(([shape, name]) => legendKey(name, { color: mutedInk, pattern: pattern([shape], mutedInk) }));
}

/** A trace for the legend only; with a group, a click on it hides and shows that group. */
export function legendKey(name: string, marker: Record<string, unknown>, group?: string): Trace {
  const own = group === undefined ? {} : { legendgroup: group };
  return { type: 'bar', name, ...own, showlegend: true, x: [0], y: [null], hoverinfo: 'skip', marker };
}

function shapeOf(row: ResultRow | undefined): Shape {
  if (!row?.suspect) return '';
  return row.suspect.misprint === false ? '.' : '/';
}

function pattern(shape: Shape[], colour: string): Record<string, unknown> {
  return { shape, fillmode: 'replace', bgcolor: colour, fgcolor: paper, size: 7, solidity: 0.22 };
}
