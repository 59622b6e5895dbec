export { bleu } from './bleu.js';
export { ciderD } from './cider-d.js';
export type { MetricInterval } from './intervals.js';
export type { CorpusScore, ScoredItem } from './item.js';
export {
  type CompileOptions,
  compileMeteorData,
  type MeteorData,
  type MeteorStatistics,
  meteor,
  meteorLabel,
  meteorOf,
  meteorStatistics,
  openMeteorData,
  sumStatistics,
} from './meteor/index.js';
export { type PaperMetric, paperMetrics } from './paper-metrics.js';
export { type TokenizerOptions, tokenizeCaptions } from './ptb/index.js';
export { rougeL } from './rouge-l.js';
export {
  type CaptionScores,
  type ComputedMetric,
  captionMetricVersion,
  type MissingMetric,
  scoreCaptions,
  tokenizeItems,
} from './score-captions.js';
export { words } from './words.js';
