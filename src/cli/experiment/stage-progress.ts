import { coresToUse } from '../../experiment/index.js';
import type { Speed, Stage } from '../../stage/index.js';
import { stageBars } from './stage-bars.js';
import { stageLines } from './stage-lines.js';
import type { StageView } from './stage-view.js';
import { stageTimes } from './time-left.js';

/**
 * Shows the stages of a plan on standard error: progress bars with the time left on a terminal; elsewhere a line per finished stage and a
 * line per minute, which suits logs.
 */
export function showStages(plan: Stage[], speeds: (speed: string, amount?: number) => Speed | undefined): StageView {
  const times = stageTimes(plan, coresToUse, speeds);
  return process.stderr.isTTY ? stageBars(times, process.stderr) : stageLines(times, plan.length, process.stderr);
}
