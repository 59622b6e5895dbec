export { countAdapters } from './count-adapters.js';
export type { AdaptedModules, CountedTraining, ModelPart } from './counted-training.js';
export { generationMemory, type MemoryLine, type MemoryPlan, trainingMemory } from './memory.js';
export {
  type AudioFeatures,
  audioFeatures,
  clipTokens,
  type ModelConfig,
  modelConfig,
  publishedShape,
  tinyShape,
} from './model-shape.js';
export {
  type CallFault,
  type RehearsalOptions,
  type RehearsedCall,
  type RehearsedModel,
  rehearseSwift,
  type SwiftRehearsal,
} from './rehearse-swift.js';
export { type RehearsedTraining, rehearseTraining, type ShallowTraining } from './rehearse-training.js';
export type { CountedRows, ListedRow, RowsFile, Spread } from './rows.js';
