import { armLabel, formatValue } from '../catalogue/index.js';
import { provenance, type ResultRow } from '../results/index.js';

/** The hover text of a bar: the value, then its provenance. */
export function hoverText(row: ResultRow): string {
  const { arm, setLabel, metricLabel, value } = row;
  const shown = value === null ? 'not computed' : formatValue(value, row);
  const lines = [`${armLabel(arm)}, ${setLabel}`, `${metricLabel} ${shown}`, ...provenance(row)];
  return lines
    .flatMap((line) => wrapped(line, 72))
    .map(plain)
    .join('<br>');
}

/**
 * Escapes a text for Plotly, which interprets some HTML in texts. It does not decode entities of quotes, so quotes
 * stay.
 */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Wraps a text at spaces into lines that are at most `limit` long, if its words allow it.
 * @param lengthOf the length of a line: its characters, or e.g. its pixels
 */
export function wrapped(
  text: string,
  limit: number,
  lengthOf: (line: string) => number = (line) => line.length,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(`${last} ${word}`) <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
