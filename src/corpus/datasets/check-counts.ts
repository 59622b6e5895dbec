import type { FoundSplit } from './contents.js';
import type { DatasetManifest, PublishedSplit } from './types.js';

/** A number that differs from the published one. */
export interface CountFault {
  split: string;
  /** 'rows', 'clips', 'types', 'categories', or a label or type */
  what: string;
  expected: number;
  found: number;
}

const counted = ['rows', 'clips', 'types', 'categories'] as const;

/** Compares the found counts with the manifest. A part without its table is not a fault; one whose table is empty is. */
export function checkCounts({ splits, totals }: DatasetManifest, found: readonly FoundSplit[]): CountFault[] {
  const there = splits.flatMap((published) => {
    const own = found.find(({ name }) => name === published.name);
    return own ? [{ published, own }] : [];
  });
  const faults = there.flatMap(({ published, own }) => compare(published, own));
  if (!totals || there.length < splits.length) return faults;
  return [...faults, ...compare({ name: 'all', ...totals }, sumOf(there.map(({ own }) => own)))];
}

function compare(published: PublishedSplit, own: FoundSplit): CountFault[] {
  const { name: split, labels = {}, clipsPerType } = published;
  const types = clipsPerType === undefined ? [] : Object.keys(own.labels ?? {});
  return [
    ...counted.map((what) => ({ what: what as string, expected: published[what], found: own[what] ?? 0 })),
    ...Object.entries(labels).map(([what, expected]) => ({ what, expected, found: own.labels?.[what] ?? 0 })),
    ...types.map((what) => ({ what, expected: clipsPerType, found: own.labels![what]! })),
  ].flatMap(({ what, expected, found }) =>
    expected !== undefined && expected !== found ? [{ split, what, expected, found }] : [],
  );
}

function sumOf(parts: readonly FoundSplit[]): FoundSplit {
  const labels: Record<string, number> = {};
  for (const part of parts)
    for (const [label, count] of Object.entries(part.labels ?? {})) labels[label] = (labels[label] ?? 0) + count;
  return { name: 'all', rows: parts.reduce((sum, { rows }) => sum + rows, 0), labels };
}
