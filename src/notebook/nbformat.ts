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
  attachments?: Metadata;
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

/** A new code cell with a fixed id, so that the same run writes the same file. */
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
