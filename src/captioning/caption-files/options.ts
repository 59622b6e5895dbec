import type { TextFormat } from './records.js';

/** How to read a file of captions or answers, if its name or columns do not determine it. */
export interface ReadOptions {
  format?: TextFormat;
  /** column or member with the id of the clip */
  idColumn?: string;
  /** column or member with the candidate */
  candidateColumn?: string;
  /** columns or members with the references; the text of a cell is one reference */
  referenceColumns?: readonly string[];
  /** the evaluation set to read, in a file with the items of several */
  set?: string;
  /** whether the texts are already tokenised: decides which references contain no word */
  tokenized?: boolean;
  /** whether a reference may contain no word: only METEOR has a value for that, 0 */
  emptyReferences?: boolean;
  /** whether texts are not checked, as answers to questions may have several lines, and training captions any form */
  anyText?: boolean;
  /** reports what was read from which columns */
  log?: (line: string) => void;
}
