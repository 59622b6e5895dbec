/** One finding of `acc notebook check`. */
export interface Finding {
  /** the rule that reported it */
  code: string;
  severity: 'error' | 'warning';
  file: string;
  /** 1-based among all cells of the notebook; undefined for the whole notebook */
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

/** Formats a finding like the kit's errors: message and code, location, the line with a caret, the hint. */
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
