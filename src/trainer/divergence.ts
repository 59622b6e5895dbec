import { AccError } from '../core/index.js';
import type { CommandSettings } from './failure.js';
import type { LoggedStep } from './training-log.js';

/** So many logged losses at the end are compared with as many at the start: one unusual batch is no divergence. */
const compared = 5;

/** Losses of a training that learns nothing stay near the first ones; one that comes to three times as much, and above 1 nat, has diverged. */
const growth = 3;
const lowest = 1;

/** A training whose losses are not numbers, or grow without bound. */
export interface Divergence {
  message: string;
  /** the last step before it */
  lastGood: number;
}

/**
 * Finds the first logged step whose loss or gradients are not finite, else whether the last losses are all far above the first ones. transformers
 * logs 0 or a mean of others for a loss that is not a number (logging_nan_inf_filter): then only the norm of the gradients shows it.
 * @param steps all logged steps
 * @param halfPrecision with fp16 infinite gradients are usual: the step is then skipped
 */
export function divergence(steps: readonly LoggedStep[], halfPrecision: boolean): Divergence | undefined {
  const isNumber = ({ loss, gradientNorm = 0 }: LoggedStep): boolean =>
    Number.isFinite(loss) && (halfPrecision || Number.isFinite(gradientNorm));
  const at = steps.findIndex((step) => !isNumber(step));
  if (at >= 0) {
    const { step, steps: all, loss, gradientNorm } = steps[at]!;
    const what = Number.isFinite(loss) ? `the norm of the gradients is ${gradientNorm}` : `the loss is ${loss}`;
    return { message: `${what} at step ${step} of ${all}`, lastGood: steps[at - 1]?.step ?? 0 };
  }
  const losses = steps.map(({ loss }) => loss);
  const [first, last] = [Math.max(...losses.slice(0, compared)), Math.min(...losses.slice(-compared))];
  if (steps.length < 2 * compared || last <= Math.max(growth * first, lowest)) return undefined;
  const { step, steps: all } = steps.at(-1)!;
  const message = `the loss grows: ${losses.at(-1)!.toFixed(3)} at step ${step} of ${all}, at most ${first.toFixed(3)} in the first steps`;
  return { message, lastGood: steps.at(-compared - 1)!.step };
}

/** The error for a training that diverged, with a lower learning rate as the remedy. */
export function diverged({ message }: Divergence, file: string, settings: CommandSettings | undefined): AccError {
  const rate = Number(settings?.values.learning_rate);
  const lower =
    rate > 0
      ? `--set ${settings!.path('learning_rate')}=${Number((rate / 2).toPrecision(3))}`
      : 'a lower learning rate';
  return new AccError('trainer/diverged', {
    message: `training was stopped: ${message}`,
    file,
    hint: `try ${lower}; damaged clips can be the cause too: "acc data check FOLDER" names them`,
  });
}
