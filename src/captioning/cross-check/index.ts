export {
  type CrossCheck,
  type CrossCheckMetric,
  type CrossCheckOptions,
  crossCheck,
  crossCheckMetrics,
} from './cross-check.js';
export { type MetricDifference, metricDifferences } from './differences.js';
export { findAacMetrics, installAacMetrics } from './environment.js';
export { formatCrossCheck } from './format.js';
export { crossCheckJars, type JarOptions } from './jars.js';
export { referenceCache } from './reference-cache.js';
export type { TokenCheck } from './tokens.js';
