import { activeRms, amplitude, loudness, peak } from '../audio/index.js';
import { AccError } from '../core/index.js';
import { eventSamples, loudestExcerpt } from './excerpt.js';
import type { Excerpt, MixOptions } from './types.js';

/** -60 dB below full scale: quieter sources are rejected, as levelling them would turn noise into an event. */
const silence = amplitude(-60);

/** The part of a source that a clip uses, with its levels. */
interface Prepared {
  samples: Float32Array;
  excerpt: Excerpt;
  /** active RMS, full scale 1 */
  level: number;
  /** BS.1770-4, LUFS; null where the rate of the clips is too low for it */
  loudness: number | null;
}

export interface PreparedBase extends Prepared {
  peak: number;
  /** length of the clip: a shorter base is padded with silence */
  frames: number;
}

export type PreparedEvent = Prepared;

/**
 * The loudest excerpt of a base clip that fills the clip.
 * @param x mono, at `options.sampleRate`
 * @throws AccError 'editing/silent-base'
 */
export function prepareBase(x: Float32Array, { sampleRate, seconds }: MixOptions): PreparedBase {
  const frames = seconds === null ? x.length : Math.round(seconds * sampleRate);
  const excerpt = loudestExcerpt(x, frames, sampleRate);
  const samples = x.subarray(excerpt.start, excerpt.start + excerpt.frames);
  const level = audible(activeRms(samples, sampleRate), 'editing/silent-base', 'base clip');
  return { samples, excerpt, level, loudness: loudness([samples], sampleRate), peak: peak(samples), frames };
}

/**
 * The loudest excerpt of an event, at most `longest` frames long.
 * @throws AccError 'editing/silent-event'
 */
export function prepareEvent(event: Float32Array, longest: number, sampleRate: number, name: string): PreparedEvent {
  const excerpt = loudestExcerpt(event, longest, sampleRate);
  const samples = eventSamples(event, excerpt, sampleRate);
  const level = audible(activeRms(samples, sampleRate), 'editing/silent-event', `event ${name}`);
  return { samples, excerpt, level, loudness: loudness([samples], sampleRate) };
}

function audible(level: number, code: 'editing/silent-base' | 'editing/silent-event', what: string): number {
  if (level >= silence) return level;
  throw new AccError(code, { message: `the ${what} is silent (below -60 dBFS) and cannot be levelled` });
}
