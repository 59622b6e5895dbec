export { fense } from './fense.js';
export { type FluencyScore, fluencyErrors } from './fluency.js';
export { installMinilm } from './install.js';
export {
  type FluencyModel,
  findFluencyModel,
  findSentenceModel,
  type ModelFacts,
  minilm,
  minilmFolder,
  type SentenceModel,
  sentenceModel,
} from './models.js';
export { type ModelScore, sentenceSimilarity } from './similarity.js';
