import type { FoundSplit } from './contents.js';
import type { DatasetManifest } from './types.js';

/** A number that is not what the publisher's files give. */
export interface CountFault {
  split: string;
  /** 'rows', 'clips', 'types', 'categories' or a label */
  what: string;
  expected: number;
  found: number;
}

const counted = ['rows', 'clips', 'types', 'categories'] as const;

/** Compares what was found with the manifest; a part of the dataset that is not there at all is no fault. */
export function checkCounts({ splits }: DatasetManifest, found: readonly FoundSplit[]): CountFault[] {
  return splits.flatMap((published) => {
    const { name: split, labels = {} } = published;
    const own = found.find(({ name }) => name === split);
    if (!own || own.rows === 0) return [];
    const numbers = counted.map((what) => ({ what: what as string, expected: published[what], found: own[what] ?? 0 }));
    const classes = Object.entries(labels).map(([what, expected]) => ({
      what,
      expected,
      found: own.labels?.[what] ?? 0,
    }));
    return [...numbers, ...classes].flatMap(({ what, expected, found: number }) =>
      expected !== undefined && expected !== number ? [{ split, what, expected, found: number }] : [],
    );
  });
}
