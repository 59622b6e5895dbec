export { type CountFault, checkCounts } from './check-counts.js';
export type { CaptionedClip, DatasetContents, FoundSplit, LabelledClip, LeftOut } from './contents.js';
export { datasetOf, datasetOfSet } from './dataset-of.js';
export { type Fetched, type FetchOptions, fetchDataset } from './fetch/index.js';
export {
  type ImportOptions,
  type ImportPart,
  type ImportRow,
  type ImportSummary,
  importDataset,
  importedDatasets,
  importFolder,
  importParts,
  type Placing,
} from './import/index.js';
export { datasetNames, readManifest } from './manifest.js';
export { datasetFolder, isThere, onDisk } from './on-disk.js';
export { readDataset } from './read-dataset.js';
export { type ClipName, sharedClips } from './shared-clips.js';
export type { DatasetFacts, DatasetFile, DatasetManifest, PublishedSplit } from './types.js';
export { type FileProblem, type FileState, fileStates, type Verification, verifyDataset } from './verify.js';
