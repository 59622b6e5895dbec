import type { Progress } from '../../core/index.js';
import type { Stage, StageListener, StageState } from '../../stage/index.js';

/** How the stages of a plan are shown. */
export interface StageView {
  listener: StageListener;
  /** must be called */
  close(): void;
}

/**
 * A line for what the user should not miss: '! scores of ACC is damaged and runs again: items.jsonl is missing'.
 * @returns undefined for every other state
 */
export function attentionLine({ name }: Stage, state: StageState, progress: Progress | undefined): string | undefined {
  const note = progress?.note ?? '';
  if (state === 'damaged') return `! ${name} is damaged and runs again: ${note}`;
  return state === 'warned' ? `! ${name}: ${note}` : undefined;
}
