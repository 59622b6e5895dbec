import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fieldOf } from './field-of.js';
import { isSource, type Places } from './local-files.js';

/** The URL of a cell's code in V8: see `//# sourceURL` in engine.ts. */
export function cellUrl(run: number): string {
  return `acc-cell:${run}`;
}

/** One cell that was run: maps positions in its compiled code to its source. */
export interface CellCode {
  count: number;
  source: string;
  /** from the last compilation step to the first: CommonJS to ES module, ES module to the cell */
  maps: SourceMapPayload[];
  /** the number of lines of the compiled code; later lines are tslab's call of it */
  lines: number;
}

/** Counted from 1. */
export interface Position {
  line: number;
  column: number;
}

export interface Frame {
  text: string;
  position?: Position;
  /** the cell of the frame, if any */
  cell?: CellCode;
  /** the source file of the repository, if any */
  file?: string;
}

const cellFrame = /acc-cell:(\d+):(\d+):(\d+)/;
const fileFrame = /(\/[^\s:()]+):(\d+):(\d+)\)?$/;
const foreignFrame =
  /node:|evalmachine|\/tslab\/dist\/|\/kernels\/typescript\/|\/node_modules\/|\(<anonymous>\)$|\(index \d+\)$/;

/** The stack frames of an exception in user code; those of the engine, of Node and of packages are omitted, repeated ones are counted. */
export function framesOf(error: object, cells: ReadonlyMap<number, CellCode>, places: Places): Frame[] {
  const lines = String(fieldOf(error, 'stack') ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return withoutRepetition(
    lines.flatMap((line) => frameOf(line.replace(/^\s+at (async )?((exports|Object|Proxy)\.)?/, ''), cells, places)),
  );
}

function frameOf(text: string, cells: ReadonlyMap<number, CellCode>, places: Places): Frame[] {
  const inCell = cellFrame.exec(text);
  const cell = inCell ? cells.get(Number(inCell[1])) : undefined;
  if (inCell && cell) {
    if (Number(inCell[2]) > cell.lines) return [];
    const position = sourcePosition(cell, { line: Number(inCell[2]), column: Number(inCell[3]) });
    const name = /^(\S+) \(/.exec(text)?.[1];
    const where = `Cell In[${cell.count}], line ${position.line}, column ${position.column}`;
    return [{ cell, position, text: name && name !== 'eval' ? `${name} (${where})` : where }];
  }
  if (foreignFrame.test(text)) return [];
  const plain = text.replace(/file:\/\/[^\s:)]+/, fileURLToPath);
  const [, file = '', line, column] = fileFrame.exec(plain) ?? [];
  const shown = plain.replaceAll(/\/[^\s:()]+/g, (path) => shorten(path, places.root));
  if (!isSource(file, places)) return [{ text: shown }];
  return [{ text: shown, file, position: { line: Number(line), column: Number(column) } }];
}

/** Recursion fills a stack with one repeated line. */
function withoutRepetition(frames: Frame[]): Frame[] {
  const counted: { frame: Frame; times: number }[] = [];
  for (const frame of frames) {
    const last = counted.at(-1);
    if (last?.frame.text === frame.text) last.times++;
    else counted.push({ frame, times: 1 });
  }
  return counted.map(({ frame, times }) =>
    times === 1 ? frame : { ...frame, text: `${frame.text}, ${times} times in a row` },
  );
}

/** A path relative to the repository, where it is inside. */
export function shorten(path: string, root: string): string {
  return path.startsWith(root + sep) ? relative(root, path) : path;
}

/** Applies the source maps; the code is preceded by tslab's function head on its first line and by one extra line in the ES module's source. */
function sourcePosition({ maps, source }: CellCode, { line, column }: Position): Position {
  let at = { line: line - 1, column: column - 1 };
  for (const payload of maps) {
    const entry = new SourceMap(payload).findEntry(at.line, at.column);
    if (!('originalLine' in entry)) break;
    at = { line: entry.originalLine, column: entry.originalColumn };
  }
  const last = source.split('\n').length;
  return { line: Math.min(Math.max(at.line, 1), last), column: at.column + 1 };
}
