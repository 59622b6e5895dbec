/** Texts in one cell of the kit's own tables, as `bases.csv` has them in its column `references`: joined by `|`. */
export function listCell(texts: readonly string[]): string {
  return texts.join(separator);
}

/** The texts of such a cell, trimmed; empty ones are dropped. */
export function textsInCell(cell: string): string[] {
  return cell.split(separator).flatMap((text) => text.trim() || []);
}

const separator = '|';
