export { compareSystems, type MetricComparison, type SystemComparison } from './compare.js';
export { corpusValue, type Statistic } from './corpus-value.js';
export {
  referencesLine,
  scoresCsv,
  scoresJson,
  scoresTable,
} from './format-scores.js';
export { type Protocol, protocols, withProtocol } from './protocol.js';
export {
  bootstrapSeed,
  type CaptionScores,
  type ComputedMetric,
  type ItemSums,
  type MetricInterval,
  type MissingMetric,
  type ScoreOptions,
  scoreCaptions,
} from './score-captions.js';
export { findTools, installedTools, keptOpen, type MetricTools, noTools, reasonsAgainst } from './tools.js';
