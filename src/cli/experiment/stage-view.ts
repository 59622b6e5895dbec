import type { Progress } from '../../core/index.js';
import type { Stage, StageListener } from '../../stage/index.js';

/** How the stages of a plan are shown. */
export interface StageView {
  listener: StageListener;
  /** must be called */
  close(): void;
}

/** '! scores of ACC is damaged and runs again: items.jsonl is missing' */
export function damagedLine({ name }: Stage, progress: Progress | undefined): string {
  return `! ${name} is damaged and runs again: ${progress?.note ?? ''}`;
}
