import { randomUUID } from 'node:crypto';
import { duration, type Progress } from '../core/index.js';
import { type LiveTraining, liveTrainingFigure } from '../figures/index.js';
import type { StageListener } from '../stage/index.js';

/** `display` of a notebook cell. */
export type Show = (value: unknown, options: { id: string; update: boolean; raw: boolean }) => unknown;

/** A picture of a figure takes a third of a second to draw, so that it is only drawn at the end of a training. */
const leastMilliseconds = 1000;

/**
 * Shows a run in the cell that started it, for `onPlan` of runExperiment: a line per running stage, and a figure of loss and learning rate of the
 * trainings, whose small print has speed, memory of the GPU and the time left. Both are updated in place, at most once a second.
 * @param show `display` of the cell
 */
export function liveProgress(show: Show): () => StageListener {
  const lines = updated(show);
  const curves = updated(show);
  const running = new Map<string, Progress>();
  const trainings = new Map<string, LiveTraining>();
  const figure = (): ReturnType<typeof liveTrainingFigure> => liveTrainingFigure([...trainings.values()]);
  let finished = 0;
  let shown = 0;
  return () => (stage, state, progress) => {
    if (state === 'warned') return;
    if (state === 'running') running.set(stage.name, progress ?? { done: 0, total: 0 });
    else running.delete(stage.name);
    if (state === 'done' || state === 'reused') finished++;
    const training = progress && liveTraining(stage.name, progress);
    if (training) trainings.set(stage.name, training);
    const isLast = state === 'done' && trainings.has(stage.name);
    if (!isLast && Date.now() - shown < leastMilliseconds) return;
    shown = Date.now();
    lines(
      {
        'text/plain': [`${finished} ${finished === 1 ? 'stage' : 'stages'} done`, ...[...running].map(stageLine)].join(
          '\n',
        ),
      },
      true,
    );
    if (trainings.size === 0 || (!training && !isLast)) return;
    if (isLast) return curves(figure(), false);
    const { data, layout } = figure();
    curves({ 'application/vnd.plotly.v1+json': { data, layout }, 'text/plain': layout.meta.caption }, true);
  };
}

/** Shows a value at first, and replaces it from then on. */
function updated(show: Show): (value: unknown, raw: boolean) => void {
  const id = randomUUID();
  let isShown = false;
  return (value, raw) => {
    show(value, { id, update: isShown, raw });
    isShown = true;
  };
}

function stageLine([name, { done, total, note }]: [string, Progress]): string {
  const share = total > 0 ? ` ${Math.round((100 * done) / total)} %` : '';
  return `▸ ${name}${share}${note ? `, ${note}` : ''}`;
}

function liveTraining(name: string, { done, total, note, training }: Progress): LiveTraining | undefined {
  if (!training) return undefined;
  const { points, secondsPerStep } = training;
  const left = secondsPerStep === undefined ? [] : [`${duration((total - done) * secondsPerStep)} left`];
  return { name, points, steps: total, state: [note, ...left].join(', ') };
}
