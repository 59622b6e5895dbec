import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { Failure } from '../channel.js';
import type { Diagnostic } from './tslab.js';

/** How the code of a cell is named to V8: see `//# sourceURL` in engine.ts. */
export function cellUrl(run: number): string {
  return `acc-cell:${run}`;
}

/** One cell that was run: what a position in its compiled code means in its source. */
export interface CellCode {
  count: number;
  source: string;
  /** from the last compilation step to the first: CommonJS to ES module, ES module to the cell */
  maps: SourceMapPayload[];
  /** of the compiled code; what lies behind is tslab's call of it */
  lines: number;
}

export interface Position {
  line: number;
  column: number;
}

const cellFrame = /acc-cell:(\d+):(\d+):(\d+)/;
const engineFrame = /node:internal|node:vm|evalmachine|\/tslab\/dist\/|\/kernels\/typescript\/|\(<anonymous>\)$/;
const maximumFrames = 12;

/**
 * An exception as the notebook shows it: the place in the cell with its line and a caret, then name, message and the frames that are the reader's
 * own; frames of the engine, of Node and of packages are left out.
 */
export function failureOf(error: unknown, cells: ReadonlyMap<number, CellCode>, root: string): Failure {
  if (!isError(error)) {
    const evalue = inspect(error);
    return { ename: 'Thrown', evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const frames = framesOf(error, cells, root);
  const place = frames.find(({ position }) => position);
  const evalue = String(error.message);
  const ename = String(error.name || 'Error');
  return {
    ename,
    evalue,
    line: place?.position?.line,
    traceback: [
      ...(place ? excerpt(place.cell!.count, place.cell!.source, place.position!) : []),
      `${ename}: ${evalue}`,
      ...hintOf(error),
      ...frames.slice(0, maximumFrames).map(({ text }) => `    at ${text}`),
      ...causes(error, cells, root),
    ],
  };
}

/** What the checker found, before the cell is run; syntax errors have TypeScript codes below 2000. */
export function failureOfDiagnostics(diagnostics: Diagnostic[], count: number, source: string): Failure {
  const [first] = diagnostics as [Diagnostic];
  const ename = first.code < 2000 ? 'SyntaxError' : 'TypeCheckError';
  const evalue = first.messageText;
  const shown = diagnostics.flatMap((diagnostic, i) => {
    const position = within(source, { line: diagnostic.start.line + 1, column: diagnostic.start.character + 1 });
    const sentence = `${ename}: ${diagnostic.messageText} (TS${diagnostic.code})`;
    const previous = diagnostics[i - 1];
    const isDetail =
      previous &&
      previous.start.line === diagnostic.start.line &&
      previous.start.character === diagnostic.start.character;
    return isDetail ? [`  ${diagnostic.messageText}`] : [...excerpt(count, source, position), sentence];
  });
  return { ename, evalue, traceback: shown, line: within(source, { line: first.start.line + 1, column: 1 }).line };
}

/** What is missing at the end of a cell is reported behind its last line with text. */
function within(source: string, position: Position): Position {
  const lines = source.trimEnd().split('\n');
  return position.line <= lines.length ? position : { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** The place in a cell, its line and a caret under the column. */
function excerpt(count: number, source: string, { line, column }: Position): string[] {
  const text = source.split('\n')[line - 1] ?? '';
  const caret = `${text.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`;
  return [`Cell In[${count}], line ${line}`, `  | ${text}`, `  | ${caret}`];
}

interface Frame {
  text: string;
  cell?: CellCode;
  position?: Position;
}

function framesOf(error: Error, cells: ReadonlyMap<number, CellCode>, root: string): Frame[] {
  const lines = String(error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return lines.flatMap((line): Frame[] => {
    const text = line.replace(/^\s+at (async )?/, '');
    const found = cellFrame.exec(text);
    const cell = found ? cells.get(Number(found[1])) : undefined;
    if (found && cell) {
      if (Number(found[2]) > cell.lines) return [];
      const position = sourcePosition(cell, { line: Number(found[2]), column: Number(found[3]) });
      const name = /^(\S+) \(/.exec(text)?.[1]?.replace(/^(exports|Object)\./, '');
      const where = `Cell In[${cell.count}], line ${position.line}, column ${position.column}`;
      return [{ cell, position, text: name && name !== 'eval' ? `${name} (${where})` : where }];
    }
    if (engineFrame.test(text) || text.includes('node_modules') || text.includes('node:')) return [];
    return [
      {
        text: text
          .replace(/file:\/\/[^\s:)]+/, fileURLToPath)
          .replaceAll(/\/[^\s:()]+/g, (path) => shorten(path, root)),
      },
    ];
  });
}

function shorten(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? relative(root, path) : path;
}

/** Follows the maps back; the code is preceded by tslab's function head on its first line and by one line of its own in the ES module's source. */
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

function hintOf(error: Error): string[] {
  const { hint } = error as { hint?: unknown };
  return typeof hint === 'string' ? [`  ${hint}`] : [];
}

function causes(error: Error, cells: ReadonlyMap<number, CellCode>, root: string): string[] {
  const inner = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  return inner.slice(0, 3).flatMap((cause) => {
    const { traceback } = failureOf(cause, cells, root);
    return traceback.map((line, i) => (i === 0 ? `Caused by ${line}` : line));
  });
}

function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}
