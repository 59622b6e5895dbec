import type { Progress } from '../core/index.js';
import type { LoggedStep } from './training-log.js';

/** The progress of a training by its logged steps: 'loss 0.410, lr 1.0e-4, 2.3 it/s, 17.9 GiB'. @returns undefined before the first one */
export function trainingProgress(logged: readonly LoggedStep[]): Progress | undefined {
  const last = logged.at(-1);
  if (!last) return undefined;
  const { step, steps, loss, learningRate, secondsPerStep, memory } = last;
  const notes = [
    `loss ${loss.toFixed(3)}`,
    `lr ${learningRate.toExponential(1)}`,
    ...(secondsPerStep === undefined ? [] : [`${(1 / secondsPerStep).toPrecision(2)} it/s`]),
    ...(memory === undefined ? [] : [`${memory.toFixed(1)} GiB`]),
  ];
  return { done: step, total: steps, note: notes.join(', '), training: { points: logged, secondsPerStep, memory } };
}
