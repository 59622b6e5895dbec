import { LRUCache } from 'lru-cache';
import { type Allocate, newBuffer, reusedBuffer } from '../buffers.js';
import type { Clip } from '../clip.js';
import { createFilter, createHalver, type Filter } from './filter.js';
import { halfBand, lowPass } from './low-pass.js';

/**
 * Converts a clip to another sample rate: windowed-sinc low-pass in polyphase form, single precision, the same bytes on every machine.
 * From 44.1 to 16 kHz aliases of tones above 8 kHz are below -100 dB and 7 kHz keeps its level within half a dB.
 * @returns ceil(frames · rate / clip.sampleRate) samples; sample k lies at time k / rate; before and after the clip is silence
 */
export function resample(clip: Clip, rate: number, allocate: Allocate = newBuffer): Clip {
  if (clip.sampleRate === rate) return clip;
  const samples = filterOf(clip.sampleRate, rate).apply(clip.samples, allocate);
  // halving an odd number of samples rounds up
  return { samples: samples.subarray(0, Math.ceil((clip.samples.length * rate) / clip.sampleRate)), sampleRate: rate };
}

/** Bytes of taps. Most corpora have one or two rates, with 20 to 200 kB; unusual rates, which damaged headers have, need up to 125 MB. */
const cacheBytes = 2 ** 26;
const filters = new LRUCache<string, Filter>({ maxSize: cacheBytes, sizeCalculation: ({ bytes }) => bytes });

function filterOf(from: number, to: number): Filter {
  const name = `${from} ${to}`;
  const filter = filters.get(name) ?? makeFilter(from, to);
  filters.set(name, filter);
  return filter;
}

/** From this ratio on, halving first makes the following filter half as long. */
const halvingRatio = 2.5;

function makeFilter(from: number, to: number): Filter {
  if (from % 2 === 0 && from >= halvingRatio * to) {
    const halve = createHalver(halfBand(to / from));
    const rest = filterOf(from / 2, to);
    const between = reusedBuffer();
    const apply: Filter['apply'] = (input, allocate) => rest.apply(halve.apply(input, between), allocate);
    return { apply, bytes: halve.bytes + rest.bytes };
  }
  const divisor = greatestCommonDivisor(from, to);
  const [up, down] = [to / divisor, from / divisor];
  return createFilter(up, down, lowPass(up, down));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
