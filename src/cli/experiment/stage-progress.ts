import { MultiBar, type SingleBar } from 'cli-progress';
import type { Progress } from '../../core/index.js';
import { estimate, type Speed, type Stage, type StageListener, type StageState } from '../../stage/index.js';
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
export function showStages(
  plan: Stage[],
  cores: number,
  speeds: (speed: string) => Speed | undefined,
): { listener: StageListener; close: () => void } {
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
  const expected = new Map(plan.map((stage) => [stage, estimate(stage.work, speeds(stage.work.speed)).seconds]));
  const left = (): string => totalLeft(plan, seen, expected, cores);
  const log = (text: string): void => {
    if (all) all.log(`${text}\n`);
    else process.stderr.write(`${text}\n`);
  };
  const timer = setInterval(
    () => {
      for (const [stage, { state, started, progress }] of seen) {
        if (state !== 'running') continue;
        const own = timeText(secondsLeft(started, progress, expected.get(stage)));
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
      else log(`▸ ${stage.name} (${left()} left in total)`);
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

/** The time until the plan is done, if all `cores` are always busy; stages of unknown time are counted apart. */
function totalLeft(
  plan: Stage[],
  seen: Map<Stage, Seen>,
  expected: Map<Stage, number | undefined>,
  cores: number,
): string {
  let work = 0;
  let unknown = 0;
  for (const stage of plan) {
    const { state, started, progress } = seen.get(stage) ?? { state: 'waiting', started: 0, progress: undefined };
    if (state === 'done' || state === 'reused') continue;
    const own = state === 'running' ? secondsLeft(started, progress, expected.get(stage)) : expected.get(stage);
    if (own === undefined) unknown++;
    else work += own * Math.min(stage.cores, cores);
  }
  if (work === 0 && unknown > 0) return 'unknown time';
  const more = unknown > 0 ? ` and ${unknown} stage${unknown === 1 ? '' : 's'} of unknown time` : '';
  return `about ${duration(work / cores)}${more}`;
}

/** Seconds until a running stage is done: from its own progress as soon as that says something; undefined where nothing does. */
function secondsLeft(
  started: number,
  progress: Progress | undefined,
  expected: number | undefined,
): number | undefined {
  const elapsed = (Date.now() - started) / 1000;
  const done = share(progress);
  if (done > 0.05) return (elapsed / done) * (1 - done);
  return expected === undefined ? undefined : Math.max(expected - elapsed, 1);
}

function timeText(seconds: number | undefined): string {
  return seconds === undefined ? 'unknown time' : duration(seconds);
}

function share(progress: Progress | undefined): number {
  return progress && progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 0;
}
