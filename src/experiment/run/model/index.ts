export { type ExportedModel, exportModel, type ModelExport } from './export-model.js';
