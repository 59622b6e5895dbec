import { formatHtml } from './format-html.js';
import { formatMarkdown } from './format-markdown.js';
import { formatText } from './format-text.js';
import type { Table } from './types.js';

/** A value with this method is shown by notebooks through the MIME bundle that it returns. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display');

/** Gives a table its notebook rendering. The method is not enumerable: the table stays plain data for JSON. */
export function displayable(table: Table): Table {
  const bundle = (): Record<string, string> => ({
    'text/html': formatHtml(table),
    'text/markdown': formatMarkdown(table),
    'text/plain': formatText(table),
  });
  return Object.defineProperty(table, displaySymbol, { value: bundle });
}
