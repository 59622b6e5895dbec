import { AccError, type ErrorFacts } from '../core/index.js';

/** A quantity of a sound file that has limits. */
export type Limited = 'sampleRate' | 'channels' | 'seconds' | 'samples' | 'bytes' | 'peak';

export interface Limit {
  /** the quantity in a message, and its unit */
  what: string;
  unit: string;
  least: number;
  most: number;
  reason: string;
  hint: string;
}

const damagedHeader = 'the header is probably damaged: convert or fetch the file again';
const cut = 'cut the recording into shorter files';

/** The sound files that the kit reads. What lies beyond is damaged, or would exhaust the memory of a small machine. */
export const audioLimits: Readonly<Record<Limited, Limit>> = {
  sampleRate: {
    what: 'sample rate',
    unit: 'Hz',
    least: 1000,
    most: 384_000,
    reason: 'lower rates carry no recognisable sound, and sound is not recorded at higher ones',
    hint: damagedHeader,
  },
  channels: {
    what: 'number of channels',
    unit: '',
    least: 1,
    most: 64,
    reason: 'the largest microphone arrays and ambisonics of order 7 have 64',
    hint: damagedHeader,
  },
  seconds: {
    what: 'length',
    unit: 's',
    least: 0,
    most: 4 * 3600,
    reason: 'four hours at 16 kHz take 1 GB of memory',
    hint: cut,
  },
  samples: {
    what: 'number of samples of all channels',
    unit: '',
    least: 0,
    most: 2 ** 28,
    reason: 'they take 1 GiB of memory',
    hint: cut,
  },
  bytes: {
    what: 'size',
    unit: 'bytes',
    least: 0,
    most: 2 ** 31 - 1,
    reason: 'Node reads files below 2 GiB',
    hint: cut,
  },
  peak: {
    what: 'largest sample',
    unit: 'times full scale',
    least: 0,
    most: 2 ** 31,
    reason: '32-bit integers stored as floats reach 2,147,483,648 times full scale',
    hint: 'the samples are probably damaged: convert or fetch the file again',
  },
};

/** Why a value is beyond its limit, in a message and a hint; undefined if it is not. */
export function beyondLimit(name: Limited, value: number): Pick<ErrorFacts, 'message' | 'hint'> | undefined {
  const { what, unit, least, most, reason, hint } = audioLimits[name];
  if (value >= least && value <= most) return undefined;
  const [relation, bound] = value < least ? ['below', least] : ['above', most];
  const [given, limit] = [value, bound].map((number) => `${inWords(number)} ${unit}`.trim());
  return { message: `the ${what} of ${given} is ${relation} the limit of ${limit}: ${reason}`, hint };
}

/** @throws 'audio/beyond-limit' for a file that is too large to be read */
export function requireReadableSize(bytes: number, file: string): void {
  const beyond = beyondLimit('bytes', bytes);
  if (beyond) throw new AccError('audio/beyond-limit', { ...beyond, message: `${file}: ${beyond.message}`, file });
}

function inWords(value: number): string {
  return Math.abs(value) < 1e12 ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : value.toExponential(2);
}
