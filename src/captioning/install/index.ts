export { type InstallName, installFacts, installNames, type MavenArtifact, mavenArtifacts } from './files.js';
export { mavenFolder, meteorIndexFile, metricsFolder, referenceFolder } from './folder.js';
export { type InstallOptions, installCost, installMetrics, isInstalled } from './install.js';
