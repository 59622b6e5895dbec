export { type CountFault, checkCounts } from './check-counts.js';
export type { CaptionedClip, DatasetContents, FoundSplit, LabelledClip, LeftOut } from './contents.js';
export { datasetNames, readManifest } from './manifest.js';
export { readDataset } from './read-dataset.js';
export type { DatasetFacts, DatasetFile, DatasetManifest, PublishedSplit } from './types.js';
