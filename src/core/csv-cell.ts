/** A text as a cell of CSV (RFC 4180): quoted where it has a separator, a quote, a line break, or blanks at an end, which readers may drop. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell for people who open the file in a spreadsheet: a text that it would read as a formula gets an apostrophe, which it hides. */
export function sheetCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return csvCell(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}
