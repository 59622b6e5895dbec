export { type CaptionTemplate, captionTemplate, captionTemplates, editedCaption } from './captions.js';
export { drawMix, type MixDraw } from './draw.js';
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
export { mixDefaults, mixOptions } from './options.js';
export { editingPairs, type TripleClips } from './pairs.js';
export { eventPhrase, sentence } from './phrases.js';
export { readPairs, readRecipes } from './read.js';
export { rebuild } from './rebuild.js';
export { type RenderOptions, type RenderSummary, renderEditing } from './render.js';
export { enumerateTriples, type Rejection, type TripleOptions } from './triples.js';
export type { EditingPair, Excerpt, MixOptions, Operation, PairSide, Placement, Recipe, Triple } from './types.js';
