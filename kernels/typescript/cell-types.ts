/** The result of type-checking one cell. Lines and columns count from 1. */
export interface CellTypes {
  errors: { line: number; column: number; code: number; message: string }[];
  /** whether the cell has syntax errors */
  syntax: boolean;
  /** names that the cell declares, with their types as TypeScript prints them */
  declared: { name: string; type: string }[];
  /** the names of earlier cells that it reads outside of functions, each once */
  uses?: { name: string; line: number; column: number }[];
  /** statements whose value is a promise that nobody awaits */
  floating: { line: number; column: number; last: boolean }[];
}
