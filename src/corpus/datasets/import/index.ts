export { findFaults, type WorkOptions } from './checked.js';
export { type ImportOptions, importDataset } from './import-dataset.js';
export { importFolder } from './import-folder.js';
export { type ImportPart, importParts } from './parts.js';
export type { Placing } from './place-audio.js';
export { type ImportRow, type ImportSummary, importedDatasets, readReport } from './report.js';
