import { activeRms, amplitude, decibels, peak } from '../audio/index.js';
import { AccError } from '../core/index.js';
import type { MixDraw } from './draw.js';
import { eventSamples, loudestExcerpt } from './excerpt.js';
import { addEvent, quantise } from './pcm.js';
import type { Excerpt, MixOptions, Placement } from './types.js';

/** Raised whenever the same recipe would give other bytes. */
export const mixVersion = 1;

/** Peak of the loudest of the three clips after the common scale: below full scale, so that PCM16 never wraps. */
const headroom = 0.99;

/** -60 dB below full scale: quieter sources are refused, as levelling them would turn noise into an event. */
const silence = amplitude(-60);

/** The three clips of a triple as 16-bit PCM of equal length, with what their recipes need. */
export interface MixedTriple {
  x: Int16Array;
  withA: Int16Array;
  withB: Int16Array;
  frames: number;
  scale: number;
  base: Excerpt;
  a: Placement;
  b: Placement;
}

/**
 * Mixes x+a and x+b with AUDIT's shared onset. The gain sets the active RMS of the event's excerpt `toBaseDb` above the
 * active RMS of the whole base excerpt, so that a and b refer to the same level wherever they end. One common scale keeps
 * all three below full scale; there is no limiter and no levelling of single files, so x+a minus x is the event.
 * @param x base; like a and b mono, at `options.sampleRate`, full scale ±1
 * @param a event
 * @param b event
 * @throws AccError 'editing/silent-base' or 'editing/silent-event' below -60 dBFS
 */
export function mixTriple(
  x: Float32Array,
  a: Float32Array,
  b: Float32Array,
  draw: MixDraw,
  options: MixOptions,
): MixedTriple {
  const { sampleRate, seconds, eventSeconds } = options;
  const frames = seconds === null ? x.length : Math.round(seconds * sampleRate);
  const base = loudestExcerpt(x, frames, sampleRate);
  const heard = x.subarray(base.start, base.start + base.frames);
  const level = audible(activeRms(heard, sampleRate), 'editing/silent-base', 'base clip');
  const onset = Math.min(Math.round(draw.onset * base.frames), frames - 1);
  const longest = Math.min(frames - onset, eventSeconds === null ? frames : Math.round(eventSeconds * sampleRate));
  const place = (
    name: string,
    event: Float32Array,
    toBaseDb: number,
  ): { placement: Placement; samples: Float32Array } => {
    const excerpt = loudestExcerpt(event, longest, sampleRate);
    const samples = eventSamples(event, excerpt, sampleRate);
    const ownLevel = audible(activeRms(samples, sampleRate), 'editing/silent-event', `event ${name}`);
    return { samples, placement: { ...excerpt, onset, gainDb: toBaseDb + decibels(level / ownLevel) } };
  };
  const placedA = place('a', a, draw.toBaseDb[0]);
  const placedB = place('b', b, draw.toBaseDb[1]);
  const scale = Math.min(1, headroom / Math.max(peak(heard), mixedPeak(heard, placedA), mixedPeak(heard, placedB)));
  const pcm = quantise(heard, scale, frames);
  return {
    x: pcm,
    withA: addEvent(pcm, placedA.samples, placedA.placement, scale),
    withB: addEvent(pcm, placedB.samples, placedB.placement, scale),
    frames,
    scale,
    base,
    a: placedA.placement,
    b: placedB.placement,
  };
}

function audible(level: number, code: 'editing/silent-base' | 'editing/silent-event', what: string): number {
  if (level >= silence) return level;
  throw new AccError(code, { message: `the ${what} is silent (below -60 dBFS) and cannot be levelled` });
}

/** The peak inside the event's window; outside it the mix is the base. */
function mixedPeak(
  base: Float32Array,
  { samples, placement }: { samples: Float32Array; placement: Placement },
): number {
  const gain = amplitude(placement.gainDb);
  let highest = 0;
  for (let i = 0; i < samples.length; i++)
    highest = Math.max(highest, Math.abs((base[placement.onset + i] ?? 0) + gain * samples[i]!));
  return highest;
}
