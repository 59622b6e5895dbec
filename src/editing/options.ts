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

/** The options with defaults filled in; a value out of range is 'editing/option'. */
export function mixOptions(given: Partial<MixOptions> = {}): MixOptions {
  const options = { ...mixDefaults, ...given };
  const { sampleRate, seconds, eventSeconds, eventToBaseDb, onset } = options;
  check(Number.isInteger(sampleRate) && sampleRate > 0, 'sampleRate', 'is a whole number of Hz above 0');
  check(seconds === null || seconds > 0, 'seconds', 'is null or above 0');
  check(eventSeconds === null || eventSeconds > 0, 'eventSeconds', 'is null or above 0');
  check(rising(eventToBaseDb, -60, 60), 'eventToBaseDb', 'is [low, high] with -60 ≤ low ≤ high ≤ 60');
  check(rising(onset, 0, 0.999), 'onset', 'is [low, high] with 0 ≤ low ≤ high < 1');
  return options;
}

function rising([low, high]: [number, number], least: number, most: number): boolean {
  return low >= least && low <= high && high <= most;
}

function check(holds: boolean, name: keyof MixOptions, rule: string): void {
  if (!holds) throw new AccError('editing/option', { message: `mixing option ${name}: ${name} ${rule}` });
}
