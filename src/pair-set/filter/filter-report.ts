import { quantile } from '../../statistics/index.js';
import type { Selection } from './select.js';
import type { Reduction, TripleScores } from './triple-scores.js';

export interface FilterReport {
  /** hash of the request */
  key: string;
  /** files are relative to the new folder */
  request: {
    set: { folder: string; sha256: string };
    scores: { file: string; sha256: string };
    selection: Selection;
    reduce: Reduction;
  };
  /** all six pairs of a triple are kept or dropped together, so that every operation keeps the same share */
  triples: Count;
  pairs: Count;
  clips: number;
  /** quartiles of the scores of all triples and of the kept ones */
  axes: Record<string, { all: Quartiles; kept: Quartiles }>;
  /** number of triples with each event type */
  types: Record<string, Count>;
}

export interface Count {
  all: number;
  kept: number;
}

/** Minimum, first quartile, median, third quartile and maximum; between two values the quantile is linear. */
export type Quartiles = [number, number, number, number, number];

/** The quartiles of the scores of all triples and of the kept ones. */
export function axisReport({ axes, byTriple }: TripleScores, kept: ReadonlySet<string>): FilterReport['axes'] {
  const of = (axis: number, triples: Iterable<string>): Quartiles =>
    quartiles(Array.from(triples, (triple) => byTriple.get(triple)![axis]!));
  return Object.fromEntries(axes.map((name, axis) => [name, { all: of(axis, byTriple.keys()), kept: of(axis, kept) }]));
}

/**
 * The number of triples of each event type, all and kept: reveals a selection that prefers some types.
 * @param types both types of each triple
 */
export function typeReport(
  types: ReadonlyMap<string, readonly string[]>,
  kept: ReadonlySet<string>,
): FilterReport['types'] {
  const counts = new Map<string, Count>();
  for (const [triple, both] of types)
    for (const type of both) {
      const { all, kept: before } = counts.get(type) ?? { all: 0, kept: 0 };
      counts.set(type, { all: all + 1, kept: before + (kept.has(triple) ? 1 : 0) });
    }
  return Object.fromEntries(Array.from(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function quartiles(values: number[]): Quartiles {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number): number => quantile(sorted, share);
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)];
}
