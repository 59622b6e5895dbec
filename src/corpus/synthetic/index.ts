export { events } from './events.js';
export {
  type DiagnosticItem,
  type DiagnosticName,
  diagnosticNames,
} from './plan-diagnostics.js';
export type { WorldCaptionItem } from './plan-sets.js';
export { readWorld, type World } from './read-world.js';
export {
  type EventLevels,
  type PretrainingSizes,
  recipe,
  type TripleRow,
  type WorldName,
  type WorldSizes,
  worldSizes,
} from './recipe.js';
export { scenes } from './scenes.js';
export { type TaskName, taskLabels, taskNames, taskPrompt } from './tasks.js';
export { texts } from './texts.js';
export { namedIn, questions } from './wording.js';
export { worldClips } from './world-clip.js';
export { worldCounts } from './world-counts.js';
export { worldSets } from './world-sets.js';
export { type WorldOptions, type WorldSummary, writeWorld } from './write-world.js';
