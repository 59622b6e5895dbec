/** The protocol counts Unicode code points, JavaScript counts UTF-16 code units; clients may send positions out of range. */
export function codeUnitOffset(text: string, codePoints: unknown): number {
  const wanted = typeof codePoints === 'number' ? codePoints : Number.POSITIVE_INFINITY;
  let units = 0;
  let points = 0;
  for (const character of text) {
    if (points++ >= wanted) break;
    units += character.length;
  }
  return units;
}

/** The inverse: how many code points lie before a UTF-16 offset. */
export function toCodePoints(text: string, codeUnits: unknown): number {
  return [...text.slice(0, Number(codeUnits))].length;
}
