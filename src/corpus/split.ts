import { sha256 } from '../core/index.js';
import type { BaseRow } from './rows.js';
import type { BaseClip, Split } from './types.js';

/** Where the splits begin on the scale from 0 to 1 to which ids are hashed: 70 % train, 10 % valid, 20 % test. */
const validFrom = 0.7;
const testFrom = 0.8;
const enoughBases = 8;
const fewest: { split: Split; count: number }[] = [
  { split: 'test', count: 2 },
  { split: 'valid', count: 1 },
];

/**
 * Assigns a split to each base clip without one, from its id only: the first 32 bits of SHA-256("acc-kit split:" + id) are its
 * position, so that additional clips never change it. If at least 8 clips leave fewer than 2 for test or 1 for valid, the training
 * clips with the highest positions are moved there.
 */
export function assignSplits(rows: readonly BaseRow[]): BaseClip[] {
  const bases = rows.map((row) => ({ ...row, split: row.split ?? splitByPlace(place(row.id)) }));
  if (bases.length < enoughBases || rows.some((row) => row.split !== undefined)) return bases;
  for (const { split, count } of fewest) {
    const missing = count - bases.filter((base) => base.split === split).length;
    const spare = bases.filter((base) => base.split === 'train').sort((a, b) => place(b.id) - place(a.id));
    for (const base of spare.slice(0, Math.max(0, missing))) base.split = split;
  }
  return bases;
}

function place(id: string): number {
  return Number.parseInt(sha256(`acc-kit split:${id}`).slice(0, 8), 16) / 2 ** 32;
}

function splitByPlace(at: number): Split {
  return at < validFrom ? 'train' : at < testFrom ? 'valid' : 'test';
}
