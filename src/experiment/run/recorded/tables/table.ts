import type { RecordedStage, RunContents } from '../contents.js';

/** A file of a recorded run, which holds one or more outputs of its stages in a form without repetitions. */
export interface CrateTable {
  file: string;
  /** what it contains, for readers of the metadata */
  description: string;
  /** @returns undefined where the run has nothing for it */
  write(run: RunContents): string | undefined;
  /** Restores the outputs of stages, into their `files`. @param run with what the tables before this one restored */
  read(text: string, run: RunContents): void;
}

export function parsedLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** The parsed lines of an output of a stage. */
export function linesOf<T>({ files }: RecordedStage, path: string): T[] {
  return parsedLines<T>(files[path] ?? '');
}

/** Numbers the different values in the order in which they appear: [4, 2, 4] gives [0, 1, 0]. */
export function placesOf<T>(values: readonly T[]): number[] {
  const places = new Map<T, number>();
  return values.map((value) => {
    if (!places.has(value)) places.set(value, places.size);
    return places.get(value)!;
  });
}
