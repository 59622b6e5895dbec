import { type Metric, metric, type Task } from '../catalogue/index.js';
import type { Json } from '../stage/index.js';
import { type PlannedSet, scorers } from './evaluation/index.js';

/**
 * What the questions of an evaluation depend on: the facts of its sets that reach a model. The labels of sets do not.
 */
export function questionParameters(sets: readonly PlannedSet[]): Json {
  return byName(sets, ({ kind, origin, prompt, synthetic, task }) => ({
    kind,
    origin,
    prompt,
    synthetic,
    ...(task && { labels: [...task.labels] }),
  }));
}

/** What the scores of an evaluation depend on: how each set is judged and named, and the definitions of the metrics. */
export function scoreParameters(sets: readonly PlannedSet[]): { set: Json; task: Json; metric: Json } {
  const names = new Set(sets.flatMap(({ kind }) => scorers[kind].metrics()));
  return {
    set: byName(sets, ({ kind, label, synthetic, task }) => ({
      kind,
      label,
      synthetic,
      ...(task && { task: task.id }),
    })),
    task: Object.fromEntries(sets.flatMap(({ task }) => (task ? [[task.id, taskFacts(task)]] : []))),
    metric: Object.fromEntries(Array.from(names, (name) => [name, metricFacts(metric(name))])),
  };
}

function byName(sets: readonly PlannedSet[], facts: (set: PlannedSet) => Json): Json {
  return Object.fromEntries(sets.map((set) => [set.name, facts(set)]));
}

/** All fields of a task that decide an accuracy; its notes do not. */
function taskFacts({ version, prompt, labels, aliases, matcher }: Task): Json {
  return { version, prompt, labels: [...labels], aliases: aliases as unknown as Json, matcher };
}

/** All fields of a metric that decide a row. */
function metricFacts({ label, unit, digits, version, resampled, own }: Metric): Json {
  return { label, unit, digits, version, resampled, own };
}
