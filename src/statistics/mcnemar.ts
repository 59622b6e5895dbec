import { AccError } from '../core/index.js';

/**
 * The exact McNemar test of two systems on the same items (McNemar 1947): whether the items that only one of them gets right are divided as
 * by a fair coin.
 * @param firstOnly items that only the first gets right @param secondOnly items that only the second gets right; other values than counts are
 * 'statistics/bad-counts'
 * @returns the two-sided p-value; 1 where the systems never differ
 */
export function mcnemar(firstOnly: number, secondOnly: number): number {
  if (![firstOnly, secondOnly].every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new AccError('statistics/bad-counts', { message: `${firstOnly} and ${secondOnly} are not numbers of items` });
  const [n, fewer] = [firstOnly + secondOnly, Math.min(firstOnly, secondOnly)];
  let sum = 0;
  let term = 1;
  for (let k = fewer; k >= 0; k--) {
    sum += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, 2 * sum * coins(n, fewer));
}

/** The probability of exactly `heads` heads among n throws. Powers of two keep the product of the binomial coefficient in range. */
function coins(n: number, heads: number): number {
  let [product, halvings] = [1, n];
  for (let k = 1; k <= heads; k++) {
    product *= (n - k + 1) / k;
    if (product > 2 ** 500) [product, halvings] = [product / 2 ** 500, halvings - 500];
  }
  const part = Math.floor(halvings / 2);
  return product * 2 ** -part * 2 ** (part - halvings);
}
