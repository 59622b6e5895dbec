export { type CaptionTemplate, captionTemplate, captionTemplates, editedCaption } from './captions.js';
export { drawMix, type MixDraw } from './draw.js';
export * from './filter/index.js';
export { instruction, instructionTemplates } from './instructions.js';
export {
  checkLeakage,
  type LeakageReport,
  type LeakageSet,
  leakageOfItems,
  leakageOfPairs,
  leakageReport,
} from './leakage.js';
export { type MixedTriple, mixTriple, mixVersion } from './mix.js';
export { type OnsetWindow, onsetWindows } from './onsets.js';
export { mixDefaults, mixOptions } from './options.js';
export { editingPairs, type TripleClips } from './pairs.js';
export { eventPhrase, sentence } from './phrases.js';
export * from './plan/index.js';
export { readPairs, readRecipes } from './read.js';
export { readLeakageSet } from './read-leakage-set.js';
export { rebuild } from './rebuild.js';
export { type RebuildOptions, type RebuildReport, rebuildFolder } from './rebuild-folder.js';
export {
  defaultWorkers,
  type EditingOptions,
  type EditingSummary,
  type RenderCounts,
  type RenderOptions,
  renderEditing,
  renderTriples,
  type TextOptions,
  writeTexts,
} from './render/index.js';
export type {
  EditingPair,
  Excerpt,
  Levels,
  MixOptions,
  Operation,
  PairSide,
  Placement,
  Recipe,
  RecipeEvent,
  Triple,
} from './types.js';
