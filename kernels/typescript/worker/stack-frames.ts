import { findSourceMap, SourceMap, type SourceMapPayload } from 'node:module';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addedLines } from './cell-code.js';
import type { Places } from './local-files.js';

/** The URL of a cell's code in V8: see `//# sourceURL` in engine.ts. */
export function cellUrl(run: number): string {
  return `acc-cell:${run}`;
}

/** One cell that was run: maps positions in its compiled code to its source. */
export interface CellCode {
  /** the client's id of the cell, if it sends ids */
  id?: string;
  count: number;
  source: string;
  /** from the last compilation step to the first */
  maps(): SourceMapPayload[];
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
  /** the source file, if it is no cell */
  file?: string;
}

export type Cells = ReadonlyMap<number, CellCode>;

/** An entry of a stack: where, in compiled code. */
export interface Site extends Position {
  /** path, file URL or URL of a cell */
  script: string;
  /** the function; empty at the top level */
  label: string;
}

/** The frames of user code in a stack; those of the engine, of Node and of packages are omitted, repeated ones are counted. */
export function framesOf(sites: readonly Site[], cells: Cells, places: Places): Frame[] {
  return withoutRepetition(sites.flatMap((site) => frameOf(site, cells, places) ?? []));
}

function frameOf(site: Site, cells: Cells, places: Places): Frame | undefined {
  const run = /^acc-cell:(\d+)$/.exec(site.script)?.[1];
  const cell = cells.get(Number(run));
  if (cell) return cellFrame(site, cell);
  const file = site.script.startsWith('file://') ? fileURLToPath(site.script) : site.script;
  return isForeign(file) ? undefined : fileFrame({ ...site, script: file }, places);
}

function cellFrame(site: Site, cell: CellCode): Frame | undefined {
  if (site.line <= addedLines || site.line > cell.lines) return undefined;
  const frame = frameAt(cell, sourcePosition(cell, site));
  return { ...frame, text: labelled(site, frame.text) };
}

/** A position in the source of a cell. */
export function frameAt(cell: CellCode, position: Position): Frame {
  return { cell, position, text: `Cell In[${cell.count}], line ${position.line}, column ${position.column}` };
}

function fileFrame(site: Site, places: Places): Frame {
  const { file, position } = mapped(site);
  const text = labelled(site, `${shorten(file, places)}:${position.line}:${position.column}`);
  return { text, file, position };
}

/** The position in the source of a compiled file. */
function mapped({ script, line, column }: Site): { file: string; position: Position } {
  const entry = findSourceMap(script)?.findEntry(line - 1, column - 1);
  if (!entry || !('originalLine' in entry)) return { file: script, position: { line, column } };
  const { originalSource, originalLine, originalColumn } = entry;
  const file = originalSource.startsWith('file://') ? fileURLToPath(originalSource) : script;
  return { file, position: { line: originalLine + 1, column: originalColumn + 1 } };
}

function labelled({ label }: Site, where: string): string {
  const name = label.replace(/^async /, '').replace(/^(exports|Object|Proxy)\./, '');
  return name && name !== 'eval' ? `${name} (${where})` : where;
}

const kernelFolder = join(import.meta.dirname, '..');

/** Code of Node, of packages, of this kernel, and code without a file. */
function isForeign(file: string): boolean {
  return !isAbsolute(file) || file.includes(`${sep}node_modules${sep}`) || file.startsWith(kernelFolder + sep);
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

/** A path relative to the repository where it is inside, else to the notebook. */
export function shorten(path: string, { root, notebook }: Places): string {
  return relative(path.startsWith(root + sep) ? root : notebook, path);
}

/** Applies the source maps. */
export function sourcePosition({ maps, source }: CellCode, { line, column }: Position): Position {
  let at = { line: line - 1, column: column - 1 };
  for (const payload of maps()) {
    const entry = sourceMap(payload).findEntry(at.line, at.column);
    if (!('originalLine' in entry)) break;
    at = { line: entry.originalLine, column: entry.originalColumn };
  }
  const last = source.split('\n').length;
  return { line: Math.min(Math.max(at.line + 1, 1), last), column: at.column + 1 };
}

const sourceMaps = new WeakMap<SourceMapPayload, SourceMap>();

/** Decoding a map takes longer than a search in it. */
function sourceMap(payload: SourceMapPayload): SourceMap {
  const known = sourceMaps.get(payload) ?? new SourceMap(payload);
  sourceMaps.set(payload, known);
  return known;
}
