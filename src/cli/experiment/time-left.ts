import type { Progress } from '../../core/index.js';
import { duration } from '../../core/index.js';
import { estimate, type Speed, type Stage, type StageState, type StageWork } from '../../stage/index.js';
import { createPace, type Pace } from './pace.js';

export interface RunningStage {
  stage: Stage;
  progress: Progress | undefined;
}

/** The states of the stages of a plan, and the time that they still need. */
export interface StageTimes {
  /** @returns whether the state of the stage is new */
  update(stage: Stage, state: StageState, progress: Progress | undefined): boolean;
  running(): RunningStage[];
  /** seconds since the stage started */
  elapsed(stage: Stage): number;
  /** the time until a running stage is done, as text */
  left(stage: Stage): string;
  /** the time until the plan is done if all cores are always busy, as text; stages of unknown time are counted apart */
  totalLeft(): string;
}

interface Seen {
  state: StageState;
  started: number;
  progress: Progress | undefined;
  pace: Pace;
}

const waiting: Seen = { state: 'waiting', started: 0, progress: undefined, pace: createPace() };

/**
 * Durations come from the recent pace of a running stage; before that from the last stage of the same kind that this run finished, from one that
 * is running, or from known speeds.
 */
export function stageTimes(
  plan: Stage[],
  cores: number,
  speeds: (speed: string, amount?: number) => Speed | undefined,
): StageTimes {
  const seen = new Map<Stage, Seen>(plan.map((stage) => [stage, waiting]));
  const estimates = new Map(plan.map(({ work }) => [work, estimate(work, speeds(work.speed, work.amount)).seconds]));
  const finished = new Map<string, { work: StageWork; seconds: number }>();
  const of = (stage: Stage): Seen => seen.get(stage) ?? waiting;
  /** the whole time of a running stage of that kind, by its pace */
  const runningLike = (speed: string): { work: StageWork; seconds: number } | undefined => {
    for (const [{ work }, { state, started, pace }] of seen) {
      const left = state === 'running' && work.speed === speed ? pace.secondsLeft() : undefined;
      if (left !== undefined) return { work, seconds: (Date.now() - started) / 1000 + left };
    }
    return undefined;
  };
  const expected = ({ work }: Stage): number | undefined => {
    const last = finished.get(work.speed) ?? runningLike(work.speed);
    if (!last) return estimates.get(work);
    const [own, other] = [estimates.get(work) ?? work.amount, estimates.get(last.work) ?? last.work.amount];
    return own && other ? (last.seconds * own) / other : last.seconds;
  };
  const secondsLeft = (stage: Stage): number | undefined => {
    const { state, started, progress, pace } = of(stage);
    if (state === 'done' || state === 'reused') return 0;
    if (state !== 'running') return expected(stage);
    return pace.secondsLeft() ?? remaining(started, progress, expected(stage));
  };
  return {
    update(stage, state, progress) {
      if (state === 'warned') return false;
      const before = of(stage);
      const isNew = state !== before.state;
      const started = isNew && before.state !== 'running' ? Date.now() : before.started;
      const pace = before === waiting ? createPace() : before.pace;
      if (progress) pace.report(progress, Date.now());
      seen.set(stage, { state, started, progress: progress ?? before.progress, pace });
      if (isNew && state === 'done')
        finished.set(stage.work.speed, { work: stage.work, seconds: (Date.now() - started) / 1000 });
      return isNew;
    },
    running: () =>
      [...seen].flatMap(([stage, { state, progress }]) => (state === 'running' ? { stage, progress } : [])),
    elapsed: (stage) => (Date.now() - of(stage).started) / 1000,
    left: (stage) => timeText(secondsLeft(stage)),
    totalLeft() {
      const seconds = plan.map((stage) => ({ own: secondsLeft(stage), cores: Math.min(stage.cores, cores) }));
      const work = seconds.reduce((sum, { own = 0, cores: busy }) => sum + own * busy, 0);
      const unknown = seconds.filter(({ own }) => own === undefined).length;
      if (work === 0 && unknown > 0) return 'unknown time';
      const more = unknown > 0 ? ` and ${unknown} stage${unknown === 1 ? '' : 's'} of unknown time` : '';
      return `about ${duration(work / cores)}${more}`;
    },
  };
}

/** The share of a stage that is done, in [0, 1]. */
export function share(progress: Progress | undefined): number {
  return progress && progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 0;
}

function remaining(started: number, progress: Progress | undefined, expected: number | undefined): number | undefined {
  const elapsed = (Date.now() - started) / 1000;
  const done = share(progress);
  if (done > 0.05) return (elapsed / done) * (1 - done);
  return expected === undefined ? undefined : Math.max(expected - elapsed, 1);
}

function timeText(seconds: number | undefined): string {
  return seconds === undefined ? 'unknown time' : duration(seconds);
}
