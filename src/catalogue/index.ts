export { type ArmFacts, armColours, armLabel, arms, darkArmColours, inArmOrder, originalModel } from './arms.js';
export {
  captionMetrics,
  captionMetricsNamed,
  findMetric,
  formatValue,
  type Metric,
  type MetricNeed,
  metric,
  metricGroups,
  metricNames,
  metricReference,
  metrics,
  metricsNamed,
  paperMetrics,
  withGroups,
} from './metrics.js';
export { normaliseAnswer } from './normalise-answer.js';
export { parseTask } from './parse-task.js';
export { readTask, readTasks } from './read-tasks.js';
export { findSet, type SetFacts, type SetKind, setKinds, setLabel } from './sets.js';
export { hasArm, type TableFacts, tableFacts, tableMetrics } from './tables.js';
export { type Matcher, matchers, type Task, taskWithVersion } from './task.js';
export {
  captionPrompt,
  captionTask,
  type TrainingTask,
  trainingPrompt,
  trainingTask,
  trainingTasks,
  wordings,
} from './training-tasks.js';
