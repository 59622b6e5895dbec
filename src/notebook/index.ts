export { type ChapterContext, chapterFiles, chapterKind, chapterStage } from './chapter-stage.js';
export { cleanFile, cleanText } from './clean.js';
export {
  type KernelClient,
  type KernelOptions,
  type RequestOptions,
  startKernel,
} from './kernel-client.js';
export {
  type InstalledKernel,
  type InstallOptions,
  installKernel,
  type KernelPlace,
  kernelName,
  listKernels,
  uninstallKernel,
  type WrittenKernel,
} from './kernelspec/index.js';
export {
  type Cell,
  type CodeCell,
  codeCell,
  type DisplayOutput,
  type ErrorOutput,
  type Metadata,
  type MimeBundle,
  markdownCell,
  type Notebook,
  type Output,
  type ResultOutput,
  type StreamOutput,
  type TextCell,
  tagsOf,
} from './nbformat.js';
export { readNotebook, writeNotebook } from './notebook-file.js';
export { notebookFiles } from './notebook-files.js';
export { type NotebookHelp, notebookHelp } from './notebook-help.js';
export { notebookText } from './notebook-text.js';
export { type ParameterSources, parameterValue, readParameters } from './parameter-sources.js';
export { allowedText, type Parameters } from './parameters.js';
export { parseNotebook } from './parse-notebook.js';
export { fillPath, pathValues } from './path-template.js';
export type { CellProgress, CellReport } from './run-cells.js';
export { type Environment, environmentOf } from './run-environment.js';
export { type RunOptions, type RunReport, runNotebook } from './run-notebook.js';
export { foldedText } from './terminal-text.js';
