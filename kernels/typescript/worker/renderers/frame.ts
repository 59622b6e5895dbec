import { shortText } from './short-text.js';
import { type Column, type Table, tableBundle } from './table.js';

/** A Danfo DataFrame or Series, recognised by its shape: the kernel does not load Danfo. */
interface Frame {
  $isSeries: boolean;
  columns: unknown[];
  index: unknown[];
  values: unknown[];
  dtypes: string[];
}

/** larger frames are truncated to the first and the last ones */
const maximum = { rows: 60, columns: 20, characters: 200 };
const lastRows = 5;

/** A Danfo DataFrame or Series as a table in HTML, Markdown and text, with its index; long and wide ones are truncated, with a note. */
export function frameBundle(value: object): Record<string, string> | undefined {
  return isFrame(value) ? tableBundle(frameTable(value)) : undefined;
}

function isFrame(value: object): value is Frame {
  if (!('$isSeries' in value)) return false;
  const { columns, index, values } = value as Partial<Frame>;
  return Array.isArray(columns) && Array.isArray(index) && Array.isArray(values);
}

function frameTable({ $isSeries, columns, index, values, dtypes }: Frame): Table {
  const rows = visible(values.length, maximum.rows, lastRows);
  const places = visible(columns.length, maximum.columns, maximum.columns / 2);
  const shown = places.map((place): Column => {
    if (place === undefined) return { name: '…', type: '', numeric: false, cells: rows.map(() => '…') };
    const name = oneLine(String(columns[place]));
    const column = rows.map((row) =>
      row === undefined ? skipped : $isSeries ? values[row] : (values[row] as unknown[])[place],
    );
    return { name, type: String(dtypes?.[place] ?? ''), ...columnCells(column) };
  });
  const isWhole = values.length === rows.length && columns.length === places.length;
  return {
    index: rows.map((row) => (row === undefined ? '…' : oneLine(String(index[row])))),
    columns: shown,
    note: isWhole ? undefined : `${values.length} rows × ${columns.length} columns`,
  };
}

/** Which of `count` lines are shown; undefined marks the gap between the first and the last ones. */
function visible(count: number, most: number, last: number): (number | undefined)[] {
  const all = (length: number, from: number): number[] => Array.from({ length }, (_, i) => from + i);
  return count <= most ? all(count, 0) : [...all(most - last, 0), undefined, ...all(last, count - last)];
}

const skipped = Symbol('skipped');

function columnCells(column: unknown[]): Pick<Column, 'numeric' | 'cells'> {
  const present = column.filter((value) => value !== null && value !== undefined && value !== skipped);
  const numbers = present.filter((value) => typeof value === 'number');
  const digits = decimals(numbers);
  return {
    numeric: present.length > 0 && numbers.length === present.length,
    cells: column.map((value) => (value === skipped ? '…' : cellText(value, digits))),
  };
}

/** The number of decimals that a column needs at six significant digits; undefined where the magnitudes differ too much. */
function decimals(numbers: number[]): number | undefined {
  const texts = numbers.filter(Number.isFinite).map(rounded);
  if (texts.some((text) => text.includes('e'))) return undefined;
  const needed = Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0));
  return needed > 6 ? undefined : needed;
}

function rounded(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function cellText(value: unknown, digits: number | undefined): string {
  if (typeof value === 'number')
    return digits === undefined || !Number.isFinite(value) ? rounded(value) : value.toFixed(digits);
  return oneLine(typeof value === 'object' && value !== null ? shortText(value) : String(value));
}

function oneLine(text: string): string {
  const line = text.slice(0, maximum.characters + 1).replace(/\s*[\r\n]+\s*/g, ' ');
  return text.length > maximum.characters ? `${line.slice(0, maximum.characters)}…` : line;
}
