import type { ReadOptions, TextFormat } from '../captioning/index.js';

/** The options of the commands that read files of captions or answers. */
export type TextFileOptions = {
  format?: TextFormat;
  idColumn?: string;
  candidateColumn?: string;
  referenceColumns?: string[];
  set?: string;
};

/** The choices of --format. */
export const textFormats = ['csv', 'json', 'jsonl'] as const satisfies TextFormat[];

/** The option that selects a set of a file with several. */
export const evaluationSetOption = [
  '--set <name>',
  'the evaluation set to score, of a file with several, such as items.jsonl of a run',
] as const;

/** How files are read: the given options, and where to report what was read. */
export function readOptions(
  { format, idColumn, candidateColumn, referenceColumns, set }: TextFileOptions,
  log: (line: string) => void,
): ReadOptions {
  return {
    log,
    ...(format && { format }),
    ...(idColumn && { idColumn }),
    ...(candidateColumn && { candidateColumn }),
    ...(referenceColumns && { referenceColumns }),
    ...(set && { set }),
  };
}
