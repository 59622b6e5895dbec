import { LRUCache } from 'lru-cache';
import type { Clip } from '../clip.js';
import { newRoom, type Room, usedRoom } from '../room.js';
import { createFilter, createHalver, type Filter } from './filter.js';
import { halfBand, lowPass } from './low-pass.js';

/**
 * Brings a clip to another sample rate: windowed-sinc low-pass in polyphase form, single precision, the same bytes on every machine.
 * From 44.1 to 16 kHz tones beyond 8 kHz come back below -100 dB and 7 kHz keeps its level within half a dB.
 * @returns ceil(frames · rate / clip.sampleRate) samples; sample k lies at time k / rate; before and after the clip is silence
 */
export function resample(clip: Clip, rate: number, room: Room = newRoom): Clip {
  if (clip.sampleRate === rate) return clip;
  const samples = filterOf(clip.sampleRate, rate)(clip.samples, room);
  // halving an odd number of samples rounds up
  return { samples: samples.subarray(0, Math.ceil((clip.samples.length * rate) / clip.sampleRate)), sampleRate: rate };
}

/** Most corpora have one rate or two; a filter between odd rates may hold megabytes of taps. */
const mostKept = 4;
const known = new LRUCache<string, Filter>({ max: mostKept });

function filterOf(from: number, to: number): Filter {
  const name = `${from} ${to}`;
  const filter = known.get(name) ?? makeFilter(from, to);
  known.set(name, filter);
  return filter;
}

/** From so many times the wanted rate on, halving first makes the long filter behind it half as long. */
const worthHalving = 2.5;

function makeFilter(from: number, to: number): Filter {
  if (from % 2 === 0 && from >= worthHalving * to) {
    const halve = createHalver(halfBand(to / from));
    const rest = filterOf(from / 2, to);
    const between = usedRoom();
    return (input, room) => rest(halve(input, between), room);
  }
  const divisor = greatestCommonDivisor(from, to);
  const [up, down] = [to / divisor, from / divisor];
  return createFilter(up, down, lowPass(up, down));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
