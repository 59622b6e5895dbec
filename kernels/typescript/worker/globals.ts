/**
 * What every cell may use beside Node's own globals, for the checker: the kernel's functions, and the ES2023 array methods that Node 20 has and
 * TypeScript 5.0 does not know.
 */
export const cellGlobals: string = `
/**
 * Shows a value: what its Symbol.for('Jupyter.display') method gives, else its text.
 * With an id the output can be replaced later by a call with the same id and update: true. With raw the value is a MIME bundle.
 */
declare function display(value: unknown, options?: { id?: string; update?: boolean; raw?: boolean }): Promise<void>;
/** Removes the outputs of the cell so far; with wait, when the next one comes. */
declare function clearOutput(wait?: boolean): void;
/** Asks the person at the notebook for a line of text. */
declare function prompt(question?: string, options?: { password?: boolean }): string;

interface ReadonlyArray<T> {
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface Array<T> {
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
${['Int8', 'Uint8', 'Uint8Clamped', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64']
  .map(
    (kind) => `interface ${kind}Array {
  toReversed(): ${kind}Array;
  toSorted(compare?: (a: number, b: number) => number): ${kind}Array;
  with(index: number, value: number): ${kind}Array;
}`,
  )
  .join('\n')}
`;
