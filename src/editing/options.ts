import { audioLimits } from '../audio/index.js';
import { AccError } from '../core/index.js';
import type { MixOptions } from './types.js';

/** AUDIT's onset window for replacement; the tiny world's levels. */
export const mixDefaults: MixOptions = {
  sampleRate: 16_000,
  seconds: null,
  eventSeconds: null,
  eventToBaseDb: [-3, 6],
  onset: [0.2, 0.65],
};

/** The options with defaults filled in. @throws AccError 'editing/option' for a value out of range */
export function mixOptions(given: Partial<MixOptions> = {}): MixOptions {
  const options = { ...mixDefaults, ...given };
  const { sampleRate, seconds, eventSeconds, eventToBaseDb, onset } = options;
  const { sampleRate: rates, seconds: lengths } = audioLimits;
  check(
    Number.isInteger(sampleRate) && sampleRate >= rates.least && sampleRate <= rates.most,
    'sampleRate',
    `must be a whole number of Hz from ${rates.least} to ${rates.most}`,
  );
  check(
    seconds === null || (seconds > 0 && seconds <= lengths.most),
    'seconds',
    `must be null, or above 0 and at most ${lengths.most}`,
  );
  check(eventSeconds === null || eventSeconds > 0, 'eventSeconds', 'must be null or above 0');
  check(isRange(eventToBaseDb, -60, 60), 'eventToBaseDb', 'must be [low, high] with -60 ≤ low ≤ high ≤ 60');
  check(isRange(onset, 0, 0.999), 'onset', 'must be [low, high] with 0 ≤ low ≤ high < 1');
  return options;
}

function isRange([low, high]: [number, number], least: number, most: number): boolean {
  return low >= least && low <= high && high <= most;
}

function check(holds: boolean, name: keyof MixOptions, rule: string): void {
  if (!holds) throw new AccError('editing/option', { message: `mixing option ${name} ${rule}` });
}
