import { inspect } from 'node:util';

/** What values show as that cannot be asked: Danfo's frames as tables, errors without a stack, long arrays in short form. */
export function builtInBundle(value: unknown): Record<string, string> {
  if (isFrame(value)) return tableBundle(frameTable(value));
  if (value instanceof Error) return { 'text/plain': errorText(value) };
  return { 'text/plain': inspect(value, { ...style, maxArrayLength: ArrayBuffer.isView(value) ? 12 : 100 }) };
}

const style = { colors: false, depth: 4, maxStringLength: 10_000, breakLength: 100 };
const maximumRows = 60;

/** A Danfo DataFrame or Series, known by its shape: the kernel does not load Danfo. */
interface Frame {
  $isSeries: boolean;
  columns: string[];
  index: (string | number)[];
  values: unknown[] | unknown[][];
  shape: number[];
}

interface Table {
  head: string[];
  rows: string[][];
  note: string | undefined;
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== 'object' || value === null || !('$isSeries' in value)) return false;
  const { columns, index, values } = value as Partial<Frame>;
  return Array.isArray(columns) && Array.isArray(index) && Array.isArray(values);
}

function frameTable({ $isSeries, columns, index, values, shape }: Frame): Table {
  const rows = values.slice(0, maximumRows).map((row, i) => [index[i], ...($isSeries ? [row] : (row as unknown[]))]);
  const note =
    values.length > maximumRows ? `${values.length - maximumRows} more rows of ${shape.join(' × ')}` : undefined;
  return { head: ['', ...columns.map(String)], rows: rows.map((row) => row.map(cellText)), note };
}

function tableBundle({ head, rows, note }: Table): Record<string, string> {
  const html = (cells: string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const markdown = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const plain = (cells: string[]): string => cells.map((cell, column) => cell.padStart(widths[column]!)).join('  ');
  const after = note ? [note] : [];
  return {
    'text/html': [
      `<table><thead>${html(head, 'th')}</thead>`,
      `<tbody>${rows.map((row) => html(row, 'td')).join('\n')}</tbody></table>`,
      ...after.map((line) => `<p>${line}</p>`),
    ].join('\n'),
    'text/markdown': [markdown(head), markdown(head.map(() => '---')), ...rows.map(markdown), '', ...after].join('\n'),
    'text/plain': [head, ...rows].map(plain).concat(after).join('\n'),
  };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object'
    ? inspect(value, { ...style, breakLength: Number.POSITIVE_INFINITY })
    : String(value);
}

function errorText(error: Error): string {
  const { hint } = error as { hint?: unknown };
  return [`${error.name}: ${error.message}`, ...(typeof hint === 'string' ? [`  ${hint}`] : [])].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
