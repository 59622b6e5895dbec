export {
  type CrossCheck,
  type CrossCheckMetric,
  type CrossCheckOptions,
  crossCheck,
  crossCheckMetrics,
  type TokenCheck,
} from './cross-check.js';
export { type MetricDifference, metricDifferences } from './differences.js';
export { findAacMetrics, installAacMetrics } from './environment.js';
export { formatCrossCheck } from './format.js';
