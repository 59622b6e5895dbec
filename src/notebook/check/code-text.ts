/** The source with its comments blanked out, of equal length, so that offsets are those of the cell. */
export function withoutComments(source: string): string {
  return source.replace(pieces, (piece) => (/^\/[/*]/.test(piece) ? blank(piece) : piece));
}

/** The source with comments and the contents of strings blanked out. */
export function withoutStrings(source: string): string {
  return source.replace(pieces, (piece) =>
    /^\/[/*]/.test(piece) ? blank(piece) : piece[0] + blank(piece.slice(1, -1)) + piece.at(-1),
  );
}

/** Line and column, from 1, of an offset. */
export function positionOf(source: string, offset: number): { line: number; column: number } {
  const lines = source.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

const pieces = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
