import type { Progress } from './progress.js';

/** A line that shows the progress of slow work in a notebook. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** removes the line */
  end(): void;
}

/** between two lines */
const everyMilliseconds = 250;

/**
 * Shows the progress of slow work in a cell of the kit's kernel, and nothing elsewhere. Each line replaces the one before, and none is left: outputs do
 * not depend on whether the work was needed. It belongs to the begin of a cell, because outputs above it go with it.
 * @param what the work, such as "making the sounds again"
 */
export function progressLine(what: string): ProgressLine {
  const { clearOutput } = globalThis as { clearOutput?: (wait?: boolean) => void };
  let shown: number | undefined;
  return {
    show: ({ done, total, note }) => {
      if (!clearOutput || Date.now() - (shown ?? 0) < everyMilliseconds) return;
      shown = Date.now();
      clearOutput(true);
      console.log(`${what}: ${done} of ${total}${note ? ` ${note}` : ''}`);
    },
    end: () => {
      if (shown !== undefined) clearOutput!();
      shown = undefined;
    },
  };
}
