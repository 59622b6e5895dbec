import { createHash } from 'node:crypto';
import { AccError, parseJson } from '../core/index.js';
import type { Cell, CodeCell, Metadata, MimeBundle, Notebook, Output } from './nbformat.js';
import { parsePythonJson } from './python-json.js';

/**
 * Parses a notebook.
 * @param file its name in errors
 * @param onWarning reports corrections
 * @throws AccError notebook/not-a-notebook with the position
 */
export function parseNotebook(text: string, file: string, onWarning: (warning: string) => void = () => {}): Notebook {
  const raw = parsed(text.replace(/^\ufeff/, ''), file) as Partial<Notebook> & { worksheets?: unknown };
  const no = (message: string, hint?: string): never => {
    throw new AccError('notebook/not-a-notebook', { message: `${file} ${message}`, file, hint });
  };
  if (!isObject(raw) || raw.nbformat === undefined)
    return no('is JSON, but not a notebook', 'a notebook has the member "nbformat"');
  if (raw.nbformat !== 4)
    return no(
      `uses nbformat ${raw.nbformat}: the kit reads nbformat 4`,
      'open and save it in a current Jupyter, or: jupyter nbconvert --to notebook --nbformat 4',
    );
  if (!Array.isArray(raw.cells)) return no('has no list of cells');
  if (raw.metadata !== undefined && !isObject(raw.metadata)) return no('has metadata that are not an object');
  for (const [i, cell] of raw.cells.entries()) {
    const problem = problemOf(cell);
    if (problem) return no(`is damaged: cell ${i + 1} ${problem}`);
  }
  return {
    ...raw,
    nbformat: 4,
    metadata: raw.metadata ?? {},
    nbformat_minor: Math.max(raw.nbformat_minor ?? 0, 5),
    cells: withIds(raw.cells as unknown as RawCell[], onWarning),
  };
}

function parsed(text: string, file: string): unknown {
  try {
    return parsePythonJson(text);
  } catch (cause) {
    parseJson(text, file, 'notebook/not-a-notebook'); // throws with the position
    throw new AccError('notebook/not-a-notebook', { message: `${file} is not JSON`, file, cause });
  }
}

/** Why an entry of the list of cells is not a cell. */
function problemOf(cell: unknown): string | undefined {
  if (!isObject(cell)) return 'is not an object';
  const { cell_type, source, metadata, outputs = [], id, attachments } = cell;
  if (!['code', 'markdown', 'raw'].includes(cell_type as string))
    return `has the unknown type ${JSON.stringify(cell_type)}`;
  if (source === undefined) return 'has no source';
  if (typeof source !== 'string' && !isTexts(source)) return 'has a source that is not text';
  if (metadata !== undefined && !isObject(metadata)) return 'has metadata that are not an object';
  if (id !== undefined && typeof id !== 'string') return 'has an id that is not a string';
  if (attachments !== undefined && !(isObject(attachments) && Object.values(attachments).every(isObject)))
    return 'has attachments of unknown form';
  if (cell_type === 'code' && !(Array.isArray(outputs) && outputs.every(isOutput)))
    return 'has outputs of unknown form';
  return undefined;
}

function isOutput(output: unknown): boolean {
  if (!isObject(output)) return false;
  const { output_type, data, text, traceback } = output;
  if (output_type === 'stream') return typeof text === 'string' || isTexts(text);
  if (output_type === 'error') return isTexts(traceback);
  return (output_type === 'display_data' || output_type === 'execute_result') && isObject(data);
}

type RawCell = Omit<Cell, 'id' | 'source'> & { id?: string; source: string | string[]; outputs?: Output[] };

/** Generated ids depend only on position and source, so that the same notebook gives the same file; duplicates are numbered. */
function withIds(raw: RawCell[], onWarning: (warning: string) => void): Cell[] {
  const taken = new Set<string>();
  return raw.map((cell, index) => {
    const wanted = cell.id || shortHash(`${index}\n${joined(cell.source)}`);
    let id = wanted;
    for (let n = 2; taken.has(id); n++) id = `${wanted.slice(0, 60)}-${n}`;
    taken.add(id);
    if (cell.id && id !== cell.id) onWarning(`duplicate id "${cell.id}": cell ${index + 1} now has the id ${id}`);
    return normalise(cell, id);
  });
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function normalise(raw: RawCell, id: string): Cell {
  const cell = { ...raw, id, source: joined(raw.source), metadata: raw.metadata ?? {} };
  const { attachments } = raw as { attachments?: Metadata };
  if (attachments)
    Object.assign(cell, { attachments: mapValues(attachments, (bundle) => joinBundle(bundle as MimeBundle)) });
  if (cell.cell_type !== 'code') return cell as Cell;
  const { execution_count = null } = raw as Partial<CodeCell>;
  return { ...cell, outputs: (raw.outputs ?? []).map(joinOutput), execution_count } as CodeCell;
}

function joinOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joined(output.text) };
  return 'data' in output ? { ...output, data: joinBundle(output.data) } : output;
}

/** JSON MIME types keep their values unchanged; lists of strings in other types are joined. */
function joinBundle(data: MimeBundle): MimeBundle {
  return mapValues(data, (value, type) =>
    !/^application\/(.*\+)?json$/.test(type) && isTexts(value) ? value.join('') : value,
  );
}

function mapValues(object: object, change: (value: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function joined(text: string | string[]): string {
  return Array.isArray(text) ? text.join('') : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
