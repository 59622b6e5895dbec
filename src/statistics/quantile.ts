/**
 * The quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan, as NumPy's default).
 * @param sorted at least one value, ascending
 * @param share in [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
