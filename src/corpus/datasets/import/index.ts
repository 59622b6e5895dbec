export { findFaults, type WorkOptions } from './checked.js';
export { type ImportOptions, type ImportPart, importDataset, importParts } from './import-dataset.js';
export { importFolder } from './import-folder.js';
export type { Placing } from './place-audio.js';
export type { ImportRow, ImportSummary } from './report.js';
