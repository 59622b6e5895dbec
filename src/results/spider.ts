import { AccError } from '../core/index.js';
import type { ResultRow } from './row.js';

/** One row of a caption table checked against SPIDEr = (SPICE + CIDEr-D) / 2 (Liu et al. 2017). */
export interface SpiderCheck {
  arm: string;
  set: string;
  /** SPIDEr as the row gives it */
  spider: number;
  /** the mean of SPICE and CIDEr-D */
  expected: number;
  holds: boolean;
  /** the SPICE that the other two values imply */
  impliedSpice: number;
}

/** Four printed decimals: half a unit from SPIDEr and half a unit from the mean of two rounded values. */
const tolerance = 1e-4 + 1e-12;

/** Values of full precision differ only by the order of additions. */
const unrounded = 1e-9;

/**
 * Asserts SPIDEr's definition for rows before they are written; `checkSpider` reports on rows that were read.
 * @param rows computed ones, not rounded
 * @throws AccError results/spider-identity
 */
export function assertSpider(rows: readonly ResultRow[]): void {
  const broken = checkSpider(rows).find(({ spider, expected }) => !(Math.abs(spider - expected) <= unrounded));
  if (!broken) return;
  const { arm, set, spider, expected } = broken;
  throw new AccError('results/spider-identity', {
    message: `SPIDEr of ${arm} on ${set} is ${spider}, the mean of SPICE and CIDEr-D is ${expected}`,
    hint: 'the three were not computed from the same captions: run the stage again',
  });
}

/** Checks SPIDEr's definition for every arm and set that has all three values; others are skipped. */
export function checkSpider(rows: readonly ResultRow[]): SpiderCheck[] {
  const value = (of: ResultRow, metric: string): number | null | undefined =>
    rows.find((row) => row.arm === of.arm && row.set === of.set && row.source === of.source && row.metric === metric)
      ?.value;
  return rows
    .filter(({ metric }) => metric === 'spider')
    .flatMap((row) => {
      const [spice, ciderD] = [value(row, 'spice'), value(row, 'cider_d')];
      const { arm, set, value: spider } = row;
      if (typeof spice !== 'number' || typeof ciderD !== 'number' || spider === null) return [];
      const expected = (spice + ciderD) / 2;
      const impliedSpice = Number((2 * spider - ciderD).toFixed(4));
      return [{ arm, set, spider, expected, holds: Math.abs(expected - spider) <= tolerance, impliedSpice }];
    });
}
