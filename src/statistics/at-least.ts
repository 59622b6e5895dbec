/**
 * The p-value of "at least k of these alternatives are true" against "fewer than k are" (partial conjunction, Benjamini and Heller 2008,
 * with Bonferroni's bound): valid however the tests depend on each other. With k = all it is the largest p-value.
 * @param pValues in [0, 1] @param k from 1 to their number; more gives 1
 */
export function atLeast(k: number, pValues: readonly number[]): number {
  if (k > pValues.length) return 1;
  const kth = pValues.toSorted((a, b) => a - b)[k - 1]!;
  return Math.min(1, (pValues.length - k + 1) * kth);
}
