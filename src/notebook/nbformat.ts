import { createHash } from 'node:crypto';
import { AccError, canonicalJson, parseJson, readText, writeAtomic } from '../core/index.js';

/** Notebooks as nbformat 4.5 describes them, as far as the kit reads and writes them. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Metadata = Record<string, unknown>;
/** MIME type to value: text, base64 of bytes, or a JSON value */
export type MimeBundle = Record<string, unknown>;

export interface StreamOutput {
  output_type: 'stream';
  name: 'stdout' | 'stderr';
  text: string;
}

export interface DisplayOutput {
  output_type: 'display_data';
  data: MimeBundle;
  metadata: Metadata;
}

export interface ResultOutput {
  output_type: 'execute_result';
  execution_count: number | null;
  data: MimeBundle;
  metadata: Metadata;
}

export interface ErrorOutput {
  output_type: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface CodeCell {
  cell_type: 'code';
  id: string;
  source: string;
  metadata: Metadata;
  execution_count: number | null;
  outputs: Output[];
}

export interface TextCell {
  cell_type: 'markdown' | 'raw';
  id: string;
  source: string;
  metadata: Metadata;
  attachments?: Metadata;
}

export type Cell = CodeCell | TextCell;

export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: Metadata;
  cells: Cell[];
}

/** Reads a notebook of nbformat 4; texts are joined, and cells without an id get one that depends on place and source alone. */
export async function readNotebook(file: string): Promise<Notebook> {
  return parseNotebook(await readText(file), file);
}

/** The same for a text. @param file the name for messages */
export function parseNotebook(text: string, file: string): Notebook {
  const raw = parseJson(text, file, 'notebook/not-a-notebook') as Notebook | null;
  if (raw?.nbformat !== 4 || !Array.isArray(raw.cells))
    throw new AccError('notebook/not-a-notebook', { message: `${file} is not a notebook of nbformat 4`, file });
  const wrong = raw.cells.findIndex((cell) => !isCell(cell));
  if (wrong >= 0)
    throw new AccError('notebook/not-a-notebook', { message: `cell ${wrong + 1} of ${file} is no cell`, file });
  const cells = raw.cells.map((cell, i) => normalise(cell, i));
  return { ...raw, metadata: raw.metadata ?? {}, nbformat_minor: 5, cells };
}

/** Writes a notebook as nbformat does, whole or not at all. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  await writeAtomic(file, notebookText(notebook));
}

/** nbformat's own form, which keeps differences small: sorted keys, one blank of indent, texts as lists of lines, a last newline. */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: lines(cell.source),
    ...(cell.cell_type === 'code' ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  const sorted: unknown = JSON.parse(canonicalJson({ ...notebook, cells }));
  return `${JSON.stringify(sorted, undefined, 1)}\n`;
}

/** A new code cell; the id is given by what the cell is for, so that the same run writes the same file. */
export function codeCell(id: string, source: string, metadata: Metadata = {}): CodeCell {
  return { cell_type: 'code', id, source, metadata, execution_count: null, outputs: [] };
}

/** A new Markdown cell. */
export function markdownCell(id: string, source: string, metadata: Metadata = {}): TextCell {
  return { cell_type: 'markdown', id, source, metadata };
}

/** The tags of a cell. */
export function tagsOf(cell: Cell): string[] {
  const { tags } = cell.metadata;
  return Array.isArray(tags) ? tags.map(String) : [];
}

type RawCell = Omit<Cell, 'id' | 'source'> & { id?: string; source: string | string[]; outputs?: Output[] };

function isCell(cell: RawCell | null): boolean {
  const isText = typeof cell?.source === 'string' || Array.isArray(cell?.source);
  return isText && ['code', 'markdown', 'raw'].includes(cell!.cell_type);
}

function normalise(raw: RawCell, index: number): Cell {
  const source = joined(raw.source);
  const id = raw.id ?? createHash('sha256').update(`${index}\n${source}`).digest('hex').slice(0, 8);
  const cell = { ...raw, id, source, metadata: raw.metadata ?? {} };
  if (cell.cell_type !== 'code') return cell as TextCell;
  return {
    ...cell,
    outputs: (raw.outputs ?? []).map(joinOutput),
    execution_count: (raw as CodeCell).execution_count ?? null,
  } as CodeCell;
}

function joinOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joined(output.text) };
  if ('data' in output) return { ...output, data: mapTexts(output.data, joined) };
  return output;
}

function splitOutput(output: Output): unknown {
  if (output.output_type === 'stream') return { ...output, text: lines(output.text) };
  if ('data' in output)
    return { ...output, data: mapTexts(output.data, (text) => (typeof text === 'string' ? lines(text) : text)) };
  return output;
}

/** JSON MIME types keep their values as they are; all others are texts. */
function mapTexts(data: MimeBundle, change: (text: never) => unknown): MimeBundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      /^application\/(.*\+)?json$/.test(type) ? value : change(value as never),
    ]),
  );
}

function joined(text: string | string[] | undefined): string {
  return Array.isArray(text) ? text.join('') : (text ?? '');
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
