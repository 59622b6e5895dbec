/** A value as the JSON that a notebook stores: typed arrays as lists, dates as text. Plotly's numbers often come as typed arrays. */
export function plainJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, part) =>
    ArrayBuffer.isView(part) && 'length' in part ? Array.from(part as Float64Array) : part,
  );
  return text === undefined ? null : JSON.parse(text);
}
