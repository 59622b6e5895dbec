/**
 * Adjusted p-values of several tests (Holm 1979): at a threshold of 0.05 the family-wise error rate
 * is at most 5 %.
 * @param pValues in [0, 1]
 * @returns adjusted values in the same order
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted: number[] = [];
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = highest;
  }
  return adjusted;
}
