/** The kit's own request to its kernel, `acc_parameters_request`: which parameters a cell declares, and whether values match their types. */
export interface ParameterQuestion {
  /** the parameters cell */
  code: string;
  /** the code cells before it, whose declarations it may use */
  earlier: string[];
  /** TypeScript expressions on one line each, by name */
  values: Record<string, string>;
}

export interface DeclaredParameter {
  name: string;
  /** as TypeScript prints it, a literal widened as for `let`; undefined where it is uninformative, e.g. for `null` */
  type: string | undefined;
  /** the type annotation in the cell, if any */
  annotation: string | undefined;
  keyword: 'const' | 'let' | 'var';
  /** source text of the value */
  default: string;
  /** the trailing comment, else the preceding one */
  help: string;
  /** in the cell, from 1 */
  line: number;
  column: number;
}

export interface ParameterAnswer {
  parameters: DeclaredParameter[];
  /** values that do not match their types, with TypeScript's messages */
  problems: { name: string; message: string }[];
  /** the syntax error of the cell, if any; nothing is checked then */
  unreadable?: string;
}
