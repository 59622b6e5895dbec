export { enumerateTriples, perBaseCount, type TripleOptions } from './per-base.js';
export { type PresetPlan, planPreset } from './plan-preset.js';
export {
  type ClosedForm,
  closedForm,
  grouped,
  type PairCount,
  type Preset,
  type PresetName,
  pairsPerTriple,
  paperPairs,
  presets,
} from './presets.js';
export type { Rejection, TriplePlan } from './types.js';
