import { wasmModule } from './module.js';

/** The exported functions of assembly/, documented there; addresses are in bytes. */
export interface Kernels {
  filter(input: number, output: number, count: number, taps: number, width: number, up: number, down: number): void;
  halve(input: number, scratch: number, output: number, count: number, taps: number, pairs: number): void;
  fromPcm16(input: number, output: number, count: number): void;
  fromStereoPcm16(input: number, output: number, count: number): void;
  peak(input: number, count: number): number;
  mixedPeak(base: number, event: number, gain: number, count: number): number;
  energies(input: number, output: number, windows: number, window: number): void;
  round(input: number, output: number, factor: number, count: number): void;
  addRounded(values: number, input: number, factor: number, count: number): void;
  weightedEnergies(input: number, apart: number, output: number, hop: number, hops: number, coefficients: number): void;
}

const pageBytes = 65_536;
let compiled: WebAssembly.Module | undefined;

/** Instantiates the kernels with their own memory of at least this size. */
export function instantiate(bytes: number): { memory: WebAssembly.Memory; kernels: Kernels } {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(wasmModule), (byte) => byte.charCodeAt(0)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels };
}
