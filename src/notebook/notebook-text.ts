import type { MimeBundle, Notebook, Output } from './nbformat.js';
import { pythonJson } from './python-json.js';

/** nbformat's own format, which keeps diffs small: sorted keys, indent of one space, texts as lists of lines, a final newline. */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: lines(cell.source),
    ...(cell.attachments === undefined ? {} : { attachments: mapValues(cell.attachments, splitBundle) }),
    ...(cell.cell_type === 'code' ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  return `${pythonJson({ ...notebook, cells })}\n`;
}

function splitOutput(output: Output): unknown {
  if (output.output_type === 'stream') return { ...output, text: lines(output.text) };
  return 'data' in output ? { ...output, data: splitBundle(output.data) } : output;
}

/** nbformat splits only these types; base64 and unknown types remain one string. */
function splitBundle(data: unknown): unknown {
  return mapValues(data as MimeBundle, (value, type) =>
    typeof value === 'string' && isText(type) ? lines(value) : value,
  );
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/javascript' || type === 'image/svg+xml';
}

function mapValues(object: Record<string, unknown>, change: (value: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** The line separators of Python's `splitlines` besides the newline. */
const rareLineEnds = '\r\v\f\x1c\x1d\x1e\x85\u2028\u2029';
const rareLineEnd = new RegExp(`[${rareLineEnds}]`);
const line = new RegExp(`[^\n${rareLineEnds}]*(?:\r\n|[\n${rareLineEnds}])|[^\n${rareLineEnds}]+$`, 'g');

function lines(text: string): string[] {
  if (rareLineEnd.test(text)) return text.match(line) ?? [];
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}
