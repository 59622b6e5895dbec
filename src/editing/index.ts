export { type CaptionTemplate, captionTemplate, captionTemplates, editedCaption } from './captions.js';
export { drawMix, type MixDraw } from './draw.js';
export { instruction, instructionTemplates, isInstruction } from './instructions.js';
export { type LevelledTriple, levelTriple, type MixedTriple, mixTriple, mixVersion, type PlacedEvent } from './mix.js';
export { type OnsetWindow, onsetWindows } from './onsets.js';
export { mixDefaults, mixOptions } from './options.js';
export { editingPairs, type TripleClips } from './pairs.js';
export { addEvent, quantise } from './pcm.js';
export { eventPhrase, sentence } from './phrases.js';
export * from './plan/index.js';
export { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from './prepare.js';
export { mixAtLevel, type RecipeSources, rebuild } from './rebuild.js';
export { clipRecipe, type MixedSources } from './recipe.js';
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
export { operations } from './types.js';
