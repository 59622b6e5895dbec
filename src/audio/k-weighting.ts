import { instantiate, type Kernels } from './wasm/index.js';

/** b0, b1, b2, a1, a2 of the shelf and a1, a2 of the high-pass, whose b are 1, -2, 1. */
export type KFilter = readonly [number, number, number, number, number, number, number];

/** Stretches of the signal that are filtered side by side. */
const lanes = 4;
/** Each lane begins so many hops early: after 200 ms nothing of the filters' beginning at rest is left in double precision. */
const warmUp = 2;
const laneFrames = 65_536;

/**
 * The energy of a K-weighted signal in one hop after another.
 * @param hop samples of 100 ms
 * @returns sums of squares; samples that do not fill the last hop are left out
 */
export function weightedEnergies(signal: Float32Array, hop: number, filter: KFilter): Float64Array {
  const { kernels, inputs, outputs, hops, coefficients } = benchFor(hop);
  coefficients.set(filter);
  const total = Math.floor(signal.length / hop);
  const sums = new Float64Array(total);
  const each = Math.min(hops - warmUp, Math.ceil(total / lanes));
  for (let first = 0; first < total; first += lanes * each) {
    for (const [lane, input] of inputs.entries()) {
      const from = (first + lane * each - warmUp) * hop;
      const before = Math.max(0, -from);
      input.fill(0, 0, before);
      input.set(signal.subarray(from + before, Math.max(from + before, from + (warmUp + each) * hop)), before);
    }
    kernels.weightedEnergies(
      inputs[0]!.byteOffset,
      inputs[1]!.byteOffset - inputs[0]!.byteOffset,
      outputs.byteOffset,
      hop,
      warmUp + each,
      coefficients.byteOffset,
    );
    for (let lane = 0, to = first; lane < lanes && to < total; lane++, to += each) {
      const at = lane * (warmUp + each) + warmUp;
      sums.set(outputs.subarray(at, at + Math.min(each, total - to)), to);
    }
  }
  return sums;
}

/** A memory with room for the four lanes of a rate. */
interface Bench {
  kernels: Kernels;
  coefficients: Float64Array;
  outputs: Float64Array;
  inputs: Float32Array[];
  /** that a lane has room for */
  hops: number;
}

let last: { hop: number; bench: Bench } | undefined;

function benchFor(hop: number): Bench {
  if (last?.hop !== hop) last = { hop, bench: makeBench(hop) };
  return last.bench;
}

function makeBench(hop: number): Bench {
  const hops = Math.max(warmUp + 1, Math.floor(laneFrames / hop));
  const outputsAt = 64;
  const inputsAt = outputsAt + 8 * lanes * hops;
  const { memory, kernels } = instantiate(inputsAt + 4 * lanes * hops * hop);
  return {
    kernels,
    hops,
    coefficients: new Float64Array(memory.buffer, 0, 7),
    outputs: new Float64Array(memory.buffer, outputsAt, lanes * hops),
    inputs: Array.from(
      { length: lanes },
      (_, lane) => new Float32Array(memory.buffer, inputsAt + 4 * lane * hops * hop, hops * hop),
    ),
  };
}
