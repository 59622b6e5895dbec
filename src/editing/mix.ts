import { amplitude, decibels, mixedPeak, peak } from '../audio/index.js';
import type { MixDraw } from './draw.js';
import { addEvent, quantise } from './pcm.js';
import { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from './prepare.js';
import type { Excerpt, MixOptions, Placement } from './types.js';

/** Raised whenever the same recipe would give other bytes. */
export const mixVersion: number = 4;

/** Peak of the loudest of the three clips after the common scale: below full scale, so that PCM16 never wraps. */
export const headroom: number = 0.99;

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

/** Everything about a triple but its samples. */
export interface LevelledTriple {
  base: PreparedBase;
  a: PlacedEvent;
  b: PlacedEvent;
  scale: number;
}

export interface PlacedEvent {
  event: PreparedEvent;
  placement: Placement;
}

/** What a triple is made of: sources that may be used for further triples. */
export interface MixSources {
  base: PreparedBase;
  /** the event's excerpt of at most so many frames */
  a(longest: number): PreparedEvent;
  b(longest: number): PreparedEvent;
}

/**
 * Places both events at AUDIT's shared onset. The gain sets the active RMS of the event's excerpt `toBaseDb` above the
 * active RMS of the whole base excerpt, so that a and b refer to the same level, whatever their lengths. One common
 * scale keeps
 * all three below full scale; there is no limiter and no levelling of single files, so x+a minus x is the event.
 */
export function levelTriple({ base, a, b }: MixSources, draw: MixDraw, options: MixOptions): LevelledTriple {
  const { sampleRate, eventSeconds } = options;
  const { frames } = base;
  const onset = Math.min(Math.round(draw.onset * base.samples.length), frames - 1);
  const longest = Math.min(frames - onset, eventSeconds === null ? frames : Math.round(eventSeconds * sampleRate));
  const place = (event: PreparedEvent, toBaseDb: number): PlacedEvent => ({
    event,
    placement: { ...event.excerpt, onset, gainDb: toBaseDb + decibels(base.level / event.level), toBaseDb },
  });
  const placed = { a: place(a(longest), draw.toBaseDb[0]), b: place(b(longest), draw.toBaseDb[1]) };
  const peakWith = ({ event, placement }: PlacedEvent): number => peakOver(base.samples, event.samples, placement);
  const highest = Math.max(base.peak, peakWith(placed.a), peakWith(placed.b));
  return { base, ...placed, scale: Math.min(1, headroom / highest) };
}

/** The peak inside the event's window; outside it the mix is the base. @param event its samples */
export function peakOver(
  base: Float32Array,
  event: Float32Array,
  { onset, gainDb }: Pick<Placement, 'onset' | 'gainDb'>,
): number {
  const gain = amplitude(gainDb);
  const under = base.subarray(onset);
  return Math.max(mixedPeak(under, event, gain), gain * peak(event.subarray(under.length)));
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
  const levelled = levelTriple({ base: prepareBase(x, options), a: event('a', a), b: event('b', b) }, draw, options);
  const { base, scale } = levelled;
  const pcm = new Int16Array(base.frames);
  quantise(pcm, base.samples, scale);
  const withEvent = ({ event, placement }: PlacedEvent): Int16Array => {
    const mixed = pcm.slice();
    addEvent(mixed, event.samples, placement, scale);
    return mixed;
  };
  return {
    x: pcm,
    withA: withEvent(levelled.a),
    withB: withEvent(levelled.b),
    frames: base.frames,
    scale,
    base: base.excerpt,
    a: levelled.a.placement,
    b: levelled.b.placement,
  };
}
