import { instantiate, type Kernels } from './wasm/index.js';

/** b0, b1, b2, a1, a2 of the shelf and a1, a2 of the high-pass, whose b coefficients are 1, -2, 1. */
export type KFilter = readonly [number, number, number, number, number, number, number];

/** Segments of the signal that are filtered in parallel. */
const lanes = 4;
/** Each lane starts this many hops early: after 200 ms the filters' start-up transient is below double precision. */
const warmUp = 2;
const laneFrames = 65_536;

/**
 * The energy of a K-weighted signal in each hop.
 * @param hop samples in 100 ms
 * @returns sums of squares; an incomplete last hop is dropped
 */
export function weightedEnergies(signal: Float32Array, hop: number, filter: KFilter): Float64Array {
  const { kernels, inputs, outputs, hops, coefficients } = workspaceFor(hop);
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

/** The WebAssembly memory for the four lanes at one rate. */
interface Workspace {
  kernels: Kernels;
  coefficients: Float64Array;
  outputs: Float64Array;
  inputs: Float32Array[];
  /** the capacity of a lane */
  hops: number;
}

let last: { hop: number; workspace: Workspace } | undefined;

function workspaceFor(hop: number): Workspace {
  if (last?.hop !== hop) last = { hop, workspace: makeWorkspace(hop) };
  return last.workspace;
}

function makeWorkspace(hop: number): Workspace {
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
