import type { Rehearsal } from '../../../experiment/index.js';
import { grouped } from './numbers.js';

type Rows = Rehearsal['rows'][number];

/** The tokens of a file of rows. */
export function rowLines(file: Rows): string[] {
  const { name, rows, written, seen, maxLength, checked, exact } = file;
  if (!written || !seen) return [`${name}: ${grouped(rows)} rows, none of which can be read`];
  const limit =
    maxLength === null
      ? ''
      : `, of which swift compares ${grouped(written.most)} with max_length ${grouped(maxLength)}`;
  const most = exact ? '' : 'at most ';
  return [
    `${name}: ${grouped(rows)} rows of ${most}${grouped(seen.least)} to ${grouped(seen.most)} tokens, median ${grouped(seen.median)}${limit}`,
    `  ${checked.length} of them encoded by ms-swift itself: ${checked.filter(agrees).length} with the same numbers`,
  ];
}

/** Rows that swift would leave out or cut, and rows that the run refuses, each with its line. */
export function faultLines({ name, origin, maxLength, exact, ...found }: Rows): string[] {
  const bound = exact ? '' : ', if every byte were a token';
  const listed = (what: string, all: number, rows: readonly { line: number; label: string | null; text: string }[]) =>
    all === 0
      ? []
      : [
          `${name}: ${grouped(all)} rows ${what}`,
          ...rows.map(({ line, label, text }) => `  ${origin}:${line}${label === null ? '' : ` (${label})`}${text}`),
          ...(all > rows.length ? [`  ${grouped(all - rows.length)} more`] : []),
        ];
  return [
    ...listed(
      `have more than max_length ${maxLength} tokens${bound}`,
      found.overRows,
      found.over.map((row) => ({ ...row, text: `: ${grouped(row.tokens)} tokens` })),
    ),
    ...listed(
      'have a sound that cannot be read',
      found.unreadableRows,
      found.unreadable.map((row) => ({ ...row, text: `: ${row.message}` })),
    ),
    ...listed(
      'have a clip that is longer than the model hears',
      found.cutRows,
      found.cut.map((row) => ({ ...row, text: '' })),
    ),
  ];
}

function agrees({ counted, encoded }: Rows['checked'][number]): boolean {
  return counted.every((count, index) => count === encoded[index]);
}
