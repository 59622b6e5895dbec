import { amplitude, decibels, peak } from '../audio/index.js';
import type { MixDraw } from './draw.js';
import { addEvent, quantise } from './pcm.js';
import { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from './prepare.js';
import type { Excerpt, MixOptions, Placement } from './types.js';

/** Raised whenever the same recipe would give other bytes. */
export const mixVersion = 2;

/** Peak of the loudest of the three clips after the common scale: below full scale, so that PCM16 never wraps. */
const headroom = 0.99;

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

/** What mixTriple works with: sources that may be used for further triples. */
export interface MixSources {
  base: PreparedBase;
  /** the event's excerpt of at most so many frames */
  a(longest: number): PreparedEvent;
  b(longest: number): PreparedEvent;
}

/**
 * Mixes x+a and x+b with AUDIT's shared onset. The gain sets the active RMS of the event's excerpt `toBaseDb` above the
 * active RMS of the whole base excerpt, so that a and b refer to the same level wherever they end. One common scale keeps
 * all three below full scale; there is no limiter and no levelling of single files, so x+a minus x is the event.
 */
export function mixPrepared({ base, a, b }: MixSources, draw: MixDraw, options: MixOptions): MixedTriple {
  const { sampleRate, eventSeconds } = options;
  const { samples: heard, frames } = base;
  const onset = Math.min(Math.round(draw.onset * heard.length), frames - 1);
  const longest = Math.min(frames - onset, eventSeconds === null ? frames : Math.round(eventSeconds * sampleRate));
  const place = (event: PreparedEvent, toBaseDb: number): { event: PreparedEvent; placement: Placement } => ({
    event,
    placement: { ...event.excerpt, onset, gainDb: toBaseDb + decibels(base.level / event.level), toBaseDb },
  });
  const placedA = place(a(longest), draw.toBaseDb[0]);
  const placedB = place(b(longest), draw.toBaseDb[1]);
  const highest = Math.max(base.peak, mixedPeak(heard, placedA), mixedPeak(heard, placedB));
  const scale = Math.min(1, headroom / highest);
  const x = quantise(heard, scale, frames);
  return {
    x,
    withA: addEvent(x, placedA.event.samples, placedA.placement, scale),
    withB: addEvent(x, placedB.event.samples, placedB.placement, scale),
    frames,
    scale,
    base: base.excerpt,
    a: placedA.placement,
    b: placedB.placement,
  };
}

/**
 * Mixes one triple from its samples.
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
  const event =
    (name: string, samples: Float32Array) =>
    (longest: number): PreparedEvent =>
      prepareEvent(samples, longest, options.sampleRate, name);
  return mixPrepared({ base: prepareBase(x, options), a: event('a', a), b: event('b', b) }, draw, options);
}

/** The peak inside the event's window; outside it the mix is the base. */
function mixedPeak(base: Float32Array, { event, placement }: { event: PreparedEvent; placement: Placement }): number {
  const { samples } = event;
  const gain = amplitude(placement.gainDb);
  const covered = Math.min(samples.length, Math.max(0, base.length - placement.onset));
  let highest = gain * peak(samples.subarray(covered));
  for (let i = 0; i < covered; i++)
    highest = Math.max(highest, Math.abs(base[placement.onset + i]! + gain * samples[i]!));
  return highest;
}
