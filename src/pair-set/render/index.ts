export type { RenderCounts } from './manifests.js';
export { defaultWorkers } from './pool.js';
export { type RenderOptions, renderTriples } from './render-triples.js';
export { isIntact } from './write-clip.js';
export { type TextOptions, writeTexts } from './write-texts.js';
