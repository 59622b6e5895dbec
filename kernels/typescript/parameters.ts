/** The kit's own question to its kernel, `acc_parameters_request`: which parameters a cell declares, and whether values fit their types. */
export interface ParameterQuestion {
  /** the parameters cell */
  code: string;
  /** the code cells before it, whose imports it may use */
  earlier: string[];
  /** TypeScript expressions on one line each, by name */
  values: Record<string, string>;
}

export interface DeclaredParameter {
  name: string;
  /** as TypeScript writes it, a literal widened as for `let`; undefined where it says nothing, e.g. for `null` */
  type: string | undefined;
  /** the type as the cell writes it, if it does */
  annotation: string | undefined;
  keyword: 'const' | 'let' | 'var';
  /** source text of the value */
  default: string;
  /** the comment behind it, else the one above it */
  help: string;
  /** in the cell, from 1 */
  line: number;
  column: number;
}

export interface ParameterAnswer {
  parameters: DeclaredParameter[];
  /** values that do not fit, in TypeScript's words */
  problems: { name: string; message: string }[];
  /** why the cell cannot be read, if so: nothing was checked then */
  unreadable?: string;
}
