export { sentenceFragment } from './description.js';
export { readCorpus, readCorpusHeader } from './read-corpus.js';
export {
  type DiagnosticItem,
  type DiagnosticName,
  diagnosticNames,
  namedIn,
  questions,
  readWorld,
  recipe,
  type TaskName,
  taskLabels,
  taskNames,
  taskPrompt,
  texts,
  type World,
  type WorldCaptionItem,
  type WorldName,
  type WorldOptions,
  type WorldSizes,
  type WorldSummary,
  worldClips,
  worldCounts,
  worldSets,
  worldSizes,
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
