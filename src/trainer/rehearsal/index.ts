export { countAdapters } from './count-adapters.js';
export {
  type AudioFeatures,
  audioFeatures,
  clipTokens,
  type ModelConfig,
  modelConfig,
  publishedShape,
  tinyShape,
} from './model-shape.js';
