/** Minimum, maximum and number of NaNs in one line. */
export function numberRange(values: Float64Array): string {
  let [least, greatest, missing] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (Number.isNaN(value)) missing++;
  }
  if (missing === values.length) return 'all NaN';
  return `min ${brief(least)}, max ${brief(greatest)}${missing > 0 ? `, ${missing} NaN` : ''}`;
}

/** 32-bit floats would show digits beyond their precision. */
function brief(value: number | bigint): string {
  return typeof value === 'bigint' || Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
