import { MultiBar, type SingleBar } from 'cli-progress';
import type { Progress } from '../../core/index.js';
import type { Stage, StageListener, StageState } from '../../stage/index.js';
import { duration } from '../duration.js';

interface Seen {
  state: StageState;
  started: number;
  progress: Progress | undefined;
}

/**
 * Shows the stages of a plan on standard error: progress bars with the time left on a terminal; elsewhere a line when a stage starts,
 * every fifteen seconds, and when it ends.
 * @returns the listener, and `close`, which must be called
 */
export function showStages(plan: Stage[], cores: number): { listener: StageListener; close: () => void } {
  const seen = new Map<Stage, Seen>();
  const bars = process.stderr.isTTY ? new Map<Stage, SingleBar>() : undefined;
  const all =
    bars &&
    new MultiBar({
      stream: process.stderr,
      format: '  {bar} {percentage}% {name} {note}',
      barsize: 20,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
    });
  const left = (): string => duration(secondsLeft(plan, seen, cores));
  const log = (text: string): void => {
    if (all) all.log(`${text}\n`);
    else process.stderr.write(`${text}\n`);
  };
  const timer = setInterval(
    () => {
      for (const [stage, { state, started, progress }] of seen) {
        if (state !== 'running') continue;
        const own = duration(stageSecondsLeft(stage, started, progress));
        const note = [progress?.note, `${own} left, ${left()} in total`].filter(Boolean).join(', ');
        if (bars) bars.get(stage)?.update(Math.round(100 * share(progress)), { note });
        else log(`  … ${stage.name} ${Math.round(100 * share(progress))} % ${note}`);
      }
    },
    bars ? 500 : 15_000,
  );

  const listener: StageListener = (stage, state, progress) => {
    const before = seen.get(stage);
    const started = before?.state === 'running' ? before.started : Date.now();
    seen.set(stage, { state, started, progress: progress ?? before?.progress });
    if (state === 'running' && before?.state !== 'running') {
      if (bars && all) bars.set(stage, all.create(100, 0, { name: stage.name, note: '' }));
      else log(`▸ ${stage.name} (about ${left()} left in total)`);
    }
    if (state === 'done') {
      const bar = bars?.get(stage);
      if (bar && all) all.remove(bar);
      log(`✓ ${stage.name} ${duration((Date.now() - started) / 1000)}`);
    }
  };
  const close = (): void => {
    clearInterval(timer);
    all?.stop();
  };
  return { listener, close };
}

/** Seconds until the plan is done, if all `cores` are always busy. */
function secondsLeft(plan: Stage[], seen: Map<Stage, Seen>, cores: number): number {
  const work = plan.reduce((sum, stage) => {
    const { state, started, progress } = seen.get(stage) ?? { state: 'waiting', started: 0, progress: undefined };
    if (state === 'done' || state === 'reused') return sum;
    const own = state === 'running' ? stageSecondsLeft(stage, started, progress) : stage.expectedSeconds;
    return sum + own * Math.min(stage.cores, cores);
  }, 0);
  return work / cores;
}

function stageSecondsLeft(stage: Stage, started: number, progress: Progress | undefined): number {
  const elapsed = (Date.now() - started) / 1000;
  const done = share(progress);
  return done > 0.05 ? (elapsed / done) * (1 - done) : Math.max(stage.expectedSeconds - elapsed, 1);
}

function share(progress: Progress | undefined): number {
  return progress && progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 0;
}
