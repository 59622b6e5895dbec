export { type InstallName, installFacts, installNames, mavenArtifacts } from './files.js';
export { mavenFolder, meteorIndexFile, metricsFolder, referenceFolder } from './folder.js';
export { type InstallOptions, installMetrics, isInstalled, megabytes } from './install.js';
