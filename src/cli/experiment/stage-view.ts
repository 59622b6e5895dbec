import type { StageListener } from '../../stage/index.js';

/** How the stages of a plan are shown. */
export interface StageView {
  listener: StageListener;
  /** must be called */
  close(): void;
}
