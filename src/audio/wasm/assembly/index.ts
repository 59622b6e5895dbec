// AssemblyScript: `npm run build:wasm` compiles this folder to ../module.ts. Addresses are in bytes.
export { filter } from './fir';
export { halve } from './halve';
export { weightedEnergies } from './loudness';
export { addRounded, energies, fromPcm16, fromStereoPcm16, mixedPeak, peak, round } from './samples';
