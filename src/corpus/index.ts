export { sentenceFragment } from './description.js';
export { readCorpus } from './read-corpus.js';
export {
  type DiagnosticItem,
  type DiagnosticName,
  diagnosticNames,
  namedIn,
  questions,
  readWorld,
  smoke,
  type TaskName,
  taskLabels,
  taskNames,
  taskPrompt,
  tiny,
  type World,
  type WorldCaptionItem,
  type WorldOptions,
  type WorldSizes,
  type WorldSummary,
  worldCounts,
  writeWorld,
} from './synthetic/index.js';
export { readTables, type Tables } from './tables.js';
export {
  type BaseClip,
  type CaptionItem,
  type ClassificationItem,
  type Corpus,
  type EventClip,
  eventCategories,
  type Split,
  splits,
} from './types.js';
