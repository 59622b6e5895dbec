import { armLabel, formatValue } from '../catalogue/index.js';
import { provenance, type ResultRow } from '../results/index.js';

/** What a bar says when it is pointed at: the value, then where it comes from. */
export function hoverText(row: ResultRow): string {
  const { arm, setLabel, metricLabel, value } = row;
  const shown = value === null ? 'not computed' : formatValue(value, row);
  const lines = [`${armLabel(arm)}, ${setLabel}`, `${metricLabel} ${shown}`, ...provenance(row)];
  return lines
    .flatMap((line) => wrapped(line, 72))
    .map(plain)
    .join('<br>');
}

/** Plotly reads a little HTML in texts; rows may hold anything. It shows entities of quotes as they are written, so quotes stay. */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A text cut at blanks into lines of at most `length` characters where its words allow it. */
export function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
