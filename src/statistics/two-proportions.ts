/**
 * The z of two independent proportions of n items each, with the pooled variance. Above 1.96 in size it is significant at 5 %.
 * @param first @param second fractions in [0, 1], not both 0 or 1
 */
export function twoProportions(first: number, second: number, n: number): number {
  const pooled = (first + second) / 2;
  return (first - second) / Math.sqrt((2 * pooled * (1 - pooled)) / n);
}
