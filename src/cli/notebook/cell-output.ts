import { closeSync, openSync, writeSync } from 'node:fs';
import { fileError } from '../../core/index.js';
import type { RunOptions } from '../../notebook/index.js';

/** Where the text that cells write goes, besides the notebook. */
export interface CellOutput {
  onOutput: NonNullable<RunOptions['onOutput']>;
  /** must be called */
  close(): void;
}

/**
 * @param log writes a line to the terminal; undefined where cell output is not shown
 * @throws AccError core/… for a file that cannot be written
 */
export function cellOutput(
  { stdoutFile, stderrFile }: { stdoutFile?: string; stderrFile?: string },
  log: ((line: string) => void) | undefined,
): CellOutput {
  const files = { stdout: opened(stdoutFile), stderr: opened(stderrFile), value: undefined };
  return {
    onOutput: (name, text) => {
      const file = files[name];
      if (file !== undefined) writeSync(file, text);
      log?.(text.replace(/\n$/, ''));
    },
    close: () => {
      for (const file of Object.values(files)) if (file !== undefined) closeSync(file);
    },
  };
}

function opened(path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw fileError(error, path);
  }
}
