import { hash } from 'node:crypto';

/**
 * A stream of random numbers that depends only on its key: neither the order nor the number of workers changes the
 * numbers of an item.
 */
export interface Random {
  /** uniform in [0, 1) with 32 bits */
  next(): number;
  /** uniform in [low, high) */
  uniform(low: number, high: number): number;
  /** whole number in [low, high) */
  integer(low: number, high: number): number;
  /** standard normal (Box-Muller) */
  normal(): number;
  /** one of the values, all equally likely */
  pick<T>(values: readonly T[]): T;
  /** `count` different values, in random order */
  sample<T>(values: readonly T[], count: number): T[];
  /** a shuffled copy */
  shuffle<T>(values: readonly T[]): T[];
}

/**
 * The random stream of one item: sfc32 (Chris Doty-Humphrey's small fast counter) started from the SHA-256 of its key.
 * @param seed the experiment's seed
 * @param key what the stream is for, e.g. ('scene', 'pretraining', 17); the same key always gives the same stream
 */
export function randomStream(seed: number, ...key: (string | number)[]): Random {
  const digest = hash('sha256', JSON.stringify([seed, ...key]), 'buffer');
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = digest.readUInt32LE(12);
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low));
  const shuffle = <T>(values: readonly T[]): T[] => {
    const copy = [...values];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = integer(0, i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  };
  return {
    next,
    integer,
    shuffle,
    uniform: (low, high) => low + next() * (high - low),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (values) => values[integer(0, values.length)]!,
    sample: (values, count) => shuffle(values).slice(0, count),
  };
}
