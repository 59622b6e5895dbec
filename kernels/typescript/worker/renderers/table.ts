/** Cells as text, by column, with the column names and the index. */
export interface Table {
  index: string[];
  columns: Column[];
  /** states what was truncated */
  note: string | undefined;
}

export interface Column {
  name: string;
  type: string;
  /** right-aligned */
  numeric: boolean;
  cells: string[];
}

/** A table in HTML, Markdown and plain text. */
export function tableBundle(table: Table): Record<string, string> {
  return { 'text/html': html(table), 'text/markdown': markdown(table), 'text/plain': plain(table) };
}

/** Inline styles and the viewer's own colours; the classes keep viewers from rendering dollar signs as formulas. */
function html({ index, columns, note }: Table): string {
  const side = ({ numeric }: Column): string => `style="text-align:${numeric ? 'right' : 'left'}"`;
  const head = columns.map((column) => {
    const type = column.type ? ` title="${escaped(column.type)}"` : '';
    return `<th scope="col"${type} ${side(column)}>${escaped(column.name)}</th>`;
  });
  const lines = index.map((name, row) => {
    const cells = columns.map((column) => `<td ${side(column)}>${escaped(column.cells[row]!)}</td>`);
    return `<tr><th scope="row">${escaped(name)}</th>${cells.join('')}</tr>`;
  });
  return [
    '<div style="overflow-x:auto"><table class="tex2jax_ignore mathjax_ignore" style="font-variant-numeric:tabular-nums">',
    `<thead><tr><td></td>${head.join('')}</tr></thead>`,
    `<tbody>\n${lines.join('\n')}\n</tbody></table></div>`,
    ...(note ? [`<p>${escaped(note)}</p>`] : []),
  ].join('\n');
}

function markdown({ index, columns, note }: Table): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns.map(({ name }) => escapedMarkdown(name))]),
    line([':--', ...columns.map(({ numeric }) => (numeric ? '--:' : ':--'))]),
    ...index.map((name, row) => line([name, ...columns.map(({ cells }) => cells[row]!)].map(escapedMarkdown))),
    ...(note ? ['', note] : []),
    '',
  ].join('\n');
}

/** The kernel shows a table in its turn between other outputs: it cannot wait for `columns` and `escapeHtml` of core to be loaded. */
function plain({ index, columns, note }: Table): string {
  const blocks = [{ name: '', numeric: false, cells: index }, ...columns].map(({ name, numeric, cells }) => {
    const width = Math.max(...[name, ...cells].map((cell) => cell.length));
    return [name, ...cells].map((cell) => (numeric ? cell.padStart(width) : cell.padEnd(width)));
  });
  const lines = blocks[0]!.map((_, row) =>
    blocks
      .map((block) => block[row])
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(note ? [note] : [])].join('\n');
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

function escapedMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|$~&]/g, '\\$&');
}
