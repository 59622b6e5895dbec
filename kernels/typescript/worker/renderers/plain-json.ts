/** A value as the JSON that a notebook stores: typed arrays (common in Plotly's data) as lists, dates as text. */
export function plainJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, part) =>
    ArrayBuffer.isView(part) && 'length' in part ? Array.from(part as Float64Array) : part,
  );
  return text === undefined ? null : JSON.parse(text);
}
