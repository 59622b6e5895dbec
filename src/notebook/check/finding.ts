/** What `acc notebook check` has to say about a notebook. */
export interface Finding {
  /** which rule found it */
  code: string;
  severity: 'error' | 'warning';
  file: string;
  /** counts all cells of the notebook from 1; undefined where the whole notebook is meant */
  cell?: number;
  id?: string;
  /** within the cell, from 1 */
  line?: number;
  column?: number;
  /** the text of that line */
  source?: string;
  message: string;
  hint?: string;
}

/** The finding as a person reads it, in the form of the kit's errors: sentence and code, place, the line with a caret, the remedy. */
export function formatFinding({
  code,
  severity,
  file,
  cell,
  id,
  line,
  column,
  source,
  message,
  hint,
}: Finding): string {
  const at = line === undefined ? '' : `, line ${line}`;
  const place = cell === undefined ? file : `${file}, cell ${cell}${id === undefined ? '' : ` (${id})`}${at}`;
  const [first, ...details] = message.split('\n');
  const lines = [`${severity}: ${first} (${code})`, ...details.map((detail) => `  ${detail}`), `  ${place}`];
  if (source !== undefined) {
    lines.push(`  | ${source}`);
    if (column) lines.push(`  | ${source.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`);
  }
  if (hint) lines.push(...hint.split('\n').map((text) => `  ${text}`));
  return lines.join('\n');
}
