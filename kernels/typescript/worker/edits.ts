import type { SourceMapPayload } from 'node:module';

/** A replacement of a part of a text; with `start` = `end` an insertion. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Applies edits that do not overlap; those at the same position in the given order. */
export function edited(source: string, edits: readonly Edit[]): string {
  return pieces(source, edits)
    .map(({ text }) => text)
    .join('');
}

/** The source map of an edited text: each unchanged character leads to itself, new text to where it was inserted. */
export function editMap(source: string, edits: readonly Edit[]): SourceMapPayload {
  const position = { line: 0, column: 0 };
  const lines: number[][][] = [[]];
  let column = 0;
  const map = (text: string, follows: boolean): void => {
    for (const character of text.split('')) {
      lines.at(-1)!.push([column++, position.line, position.column]);
      if (character === '\n') {
        lines.push([]);
        column = 0;
      }
      if (follows) advance(position, character);
    }
  };
  for (const { text, removed } of pieces(source, edits)) {
    map(text, removed === undefined);
    for (const character of removed ?? '') advance(position, character);
  }
  const mappings = encoded(lines);
  return { version: 3, file: '', names: [], sources: ['cell.ts'], sourcesContent: [], sourceRoot: '', mappings };
}

/** Unchanged parts, and new ones with the text that they replace. */
function pieces(source: string, edits: readonly Edit[]): { text: string; removed?: string }[] {
  let at = 0;
  const parts = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.i - b.i)
    .flatMap(({ edit: { start, end, text } }) => {
      const before = { text: source.slice(at, start) };
      at = end;
      return [before, { text, removed: source.slice(start, end) }];
    });
  return [...parts, { text: source.slice(at) }];
}

function advance(position: { line: number; column: number }, character: string): void {
  position.column++;
  if (character !== '\n') return;
  position.line++;
  position.column = 0;
}

/** In the format of source maps: numbers relative to the preceding ones, in base 64. */
function encoded(lines: number[][][]): string {
  let previous = [0, 0, 0];
  return lines
    .map((segments) => {
      previous = [0, previous[1]!, previous[2]!];
      return segments
        .map((segment) => {
          const [column, line, original] = segment.map((value, i) => value - previous[i]!) as [number, number, number];
          previous = segment;
          return base64(column) + base64(0) + base64(line) + base64(original);
        })
        .join(',');
    })
    .join(';');
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}
