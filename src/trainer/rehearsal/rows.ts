/** A JSONL file of rows as `swift` reads them. */
export interface RowsFile {
  name: string;
  file: string;
  /** the file whose lines they are, or the folder that they follow from */
  origin: string;
  /** what `swift sft` compares with the tokens that it writes; null where nothing is cut or left out */
  maxLength: number | null;
  /** whether rows have an answer, which training learns */
  answered: boolean;
}

/** A row by its line, from 1, and its id. */
export interface ListedRow {
  line: number;
  label: string | null;
  tokens: number;
}

/** The least, the median and the largest of some counts. */
export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** The tokens of a file of rows. Lists of rows show the first 20. */
export interface CountedRows extends RowsFile {
  rows: number;
  /** true for the model's own tokenizer; false where each byte of text counts as a token, which no byte-level BPE exceeds */
  exact: boolean;
  /** rows with a sound that cannot be read, or that gives no token */
  unreadable: { line: number; label: string | null; message: string }[];
  unreadableRows: number;
  /** rows with a clip longer than the model hears; its end is cut */
  cut: { line: number; label: string | null }[];
  cutRows: number;
  /** rows with more written tokens than maxLength: swift trains on another row instead, or cuts */
  over: ListedRow[];
  overRows: number;
  /** tokens that swift writes, one per clip; null without rows */
  written: Spread | null;
  /** tokens that the language model sees, one per 40 ms of audio; null without rows */
  seen: Spread | null;
  /** of the rows, at most */
  clips: number;
  /** rows that ms-swift encoded itself, with what was counted for them: [written, seen] */
  checked: { line: number; counted: [number, number]; encoded: [number, number] }[];
}
