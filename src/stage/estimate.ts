import type { Speed } from './speeds.js';
import type { StageWork } from './types.js';

/** How long a stage will take, with the arithmetic behind it. */
export interface Estimate {
  /** undefined where no speed, or no amount, is known */
  seconds: number | undefined;
  /** '148,496 rows (9,281 steps of 16 rows) at 0.1875 s each' */
  arithmetic: string;
  /** where the speed comes from */
  origin: string | undefined;
}

/** The estimate of a stage from a known speed. @param speed of the stage's kind of work */
export function estimate({ unit, amount, arithmetic }: StageWork, speed: Speed | undefined): Estimate {
  const known = amount ?? speed?.amount ?? undefined;
  const count = amountText(known, unit, arithmetic, amount === undefined);
  if (!speed) return { seconds: undefined, arithmetic: count, origin: undefined };
  const { startSeconds, secondsPerUnit, origin } = speed;
  if (known === undefined) {
    if (secondsPerUnit > 0) return { seconds: undefined, arithmetic: count, origin };
    return { seconds: startSeconds, arithmetic: `${Math.round(startSeconds)} s for all ${unit}`, origin };
  }
  const start = startSeconds >= 1 ? `${Math.round(startSeconds)} s + ` : '';
  return {
    seconds: startSeconds + secondsPerUnit * known,
    arithmetic: `${start}${count} at ${Number(secondsPerUnit.toPrecision(3))} s each`,
    origin,
  };
}

function amountText(amount: number | undefined, unit: string, arithmetic: string | undefined, isLast: boolean): string {
  if (amount === undefined) return `${unit}: number not known in advance`;
  const note = isLast ? 'as last time' : arithmetic;
  return `${amount.toLocaleString('en-US')} ${unit}${note ? ` (${note})` : ''}`;
}
