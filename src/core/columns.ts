export type Alignment = 'left' | 'right';

/**
 * Rows of cells as lines of aligned columns, two spaces apart, without trailing spaces.
 * @param alignments of the columns; the last one applies to all further columns
 */
export function columns(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string[] {
  return paddedCells(rows, alignments).map((cells) => cells.join('  ').trimEnd());
}

/** The cells, each padded to the width of its column. */
export function paddedCells(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string[][] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows.map((row) =>
    row.map((cell, column) =>
      (alignments[column] ?? alignments.at(-1)) === 'right'
        ? cell.padStart(widths[column]!)
        : cell.padEnd(widths[column]!),
    ),
  );
}
