export { bleu } from './bleu.js';
export { type CaptionCopy, captionCopies } from './caption-copies.js';
export {
  assertSameIds,
  type Candidate,
  type CandidateList,
  formats,
  joinItems,
  type ReadOptions,
  type References,
  readCandidateLists,
  readCandidates,
  readItems,
  readReferences,
  type TextFormat,
} from './caption-files/index.js';
export { ciderD } from './cider-d.js';
export { type DocumentFrequencies, readDocumentFrequencies, writeDocumentFrequencies } from './document-frequencies.js';
export {
  bootstrapSeed,
  type CaptionScores,
  type ComputedMetric,
  compareSystems,
  corpusValue,
  findTools,
  type ItemSums,
  installedTools,
  keptOpen,
  type MetricComparison,
  type MetricInterval,
  type MetricTools,
  type MissingMetric,
  noTools,
  type Protocol,
  protocols,
  reasonsAgainst,
  referencesLine,
  type ScoreOptions,
  type Statistic,
  type SystemComparison,
  scoreCaptions,
  scoresCsv,
  scoresJson,
  scoresTable,
  withProtocol,
} from './evaluation/index.js';
export { type ExplainedCaption, type ExplainedNgram, explainCaption } from './explain-caption.js';
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
export { normalCaption } from './normal-caption.js';
export { lineBreak, type TokenizerOptions, tokenizeCaptions } from './ptb/index.js';
export { rougeL } from './rouge-l.js';
export {
  findSpiceJava,
  type SpiceItem,
  type SpiceOptions,
  type SpiceScores,
  spice,
  spiceToolOptions,
  type UnparsedCaption,
} from './spice/index.js';
export { spider } from './spider.js';
export { spiderFl } from './spider-fl.js';
export { spiderMax } from './spider-max.js';
export { tokenizeItems } from './tokenize-items.js';
export { type Vocabulary, vocabulary } from './vocabulary.js';
export { words } from './words.js';
