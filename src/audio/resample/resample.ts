import type { Clip } from '../clip.js';
import { createFilter, type Filter } from './filter.js';
import { lowPass } from './low-pass.js';

/**
 * Brings a clip to another sample rate: windowed-sinc low-pass in polyphase form, single precision, the same bytes on every machine.
 * From 44.1 to 16 kHz tones beyond 8 kHz come back below -100 dB and 7 kHz keeps its level within half a dB.
 * @returns ceil(frames · rate / clip.sampleRate) samples; sample k lies at time k / rate; before and after the clip is silence
 */
export function resample(clip: Clip, rate: number): Clip {
  if (clip.sampleRate === rate) return clip;
  const divisor = greatestCommonDivisor(clip.sampleRate, rate);
  const filter = filterOf(rate / divisor, clip.sampleRate / divisor);
  return { samples: filter(clip.samples), sampleRate: rate };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Most corpora have one rate or two; a filter between odd rates may hold megabytes of taps. */
const mostKept = 4;
const known = new Map<string, Filter>();

function filterOf(up: number, down: number): Filter {
  const name = `${up}/${down}`;
  const filter = known.get(name) ?? createFilter(up, down, lowPass(up, down));
  known.delete(name);
  known.set(name, filter);
  if (known.size > mostKept) known.delete(known.keys().next().value!);
  return filter;
}
