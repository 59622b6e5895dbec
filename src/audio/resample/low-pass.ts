/** Taps of a polyphase low-pass, ready for the filter of ../wasm/assembly/fir.ts. */
export interface LowPass {
  /** for each of the `up` positions between two input samples, `width` weights of input samples centre-reach+1 … centre+reach */
  taps: Float32Array;
  /** a multiple of 8 */
  width: number;
  reach: number;
}

/** Stop-band attenuation in dB. The stop band begins at half the lower rate, to prevent aliasing. */
const stopBandDb = 104;
/** The same for half-band filters: they may be cascaded, and Kaiser's formula underestimates the length of such short filters. */
const halfBandDb = 116;
/** Pass-band edge as a fraction of half the lower rate: at 7/8 of it, 7 kHz for 16 kHz, the loss is 0.4 dB. */
const passEdge = 0.835;

/**
 * Designs the half-band filter for halving the rate if only frequencies below `edge` are needed: aliases lie above it.
 * @param edge fraction of half the rate, below 1/2
 * @returns the taps at distances 1, 3, 5, …; the centre tap is 1/2 and the others are 0
 */
export function halfBand(edge: number): Float32Array {
  const half = kaiserLength(1 - 2 * edge, halfBandDb) / 2;
  const window = kaiser(half, halfBandDb);
  const weights = Float64Array.from({ length: Math.ceil(half / 2) }, (_, k) => sinc(k + 0.5) * window(2 * k + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float32Array.from(weights, (weight) => weight / (4 * sum));
}

/**
 * Designs the low-pass between two rates: a sinc with a Kaiser window (Kaiser, "Nonrecursive digital filter design using the I0-sinh
 * window function", 1974), its length from the attenuation and the transition width.
 * @param up output rate divided by the greatest common divisor of both rates; `down` is the same for the input
 */
export function lowPass(up: number, down: number): LowPass {
  const scale = Math.min(1, up / down);
  const transition = scale * (1 - passEdge);
  const cutoff = scale * (1 - (1 - passEdge) / 2);
  const half = kaiserLength(transition, stopBandDb) / 2;
  const window = kaiser(half, stopBandDb);
  const reach = 4 * Math.ceil(half / 4);
  const width = 2 * reach;
  const taps = new Float32Array(up * width);
  const weights = new Float64Array(width);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    for (let tap = 0; tap < width; tap++) {
      const time = tap - reach + 1 - phase / up;
      weights[tap] = sinc(cutoff * time) * window(time);
      sum += weights[tap]!;
    }
    for (let tap = 0; tap < width; tap++) taps[phase * width + tap] = weights[tap]! / sum;
  }
  return { taps, width, reach };
}

/** Length of the Kaiser window in taps. @param transition as a fraction of half the input rate */
function kaiserLength(transition: number, depth: number): number {
  return (depth - 8) / (2.285 * Math.PI * transition);
}

/** The window as a function of the distance from its centre, not normalised; 0 from `half` on. */
function kaiser(half: number, depth: number): (time: number) => number {
  const beta = 0.1102 * (depth - 8.7);
  return (time) => {
    const edge = 1 - (time / half) ** 2;
    return edge <= 0 ? 0 : besselI0(beta * Math.sqrt(edge));
  };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
