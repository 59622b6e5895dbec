import type { Progress } from '../core/index.js';
import { devicePool } from './devices.js';
import { planStages } from './plan.js';
import { interrupted, runStage, type StageReport } from './run-stage.js';
import type { Store } from './store.js';
import type { Stage, StageRecord } from './types.js';

/**
 * 'damaged': it has finished before, but its output is no longer what its record says, so that it runs again; the note of the progress says what.
 * 'warned': it runs on, and the note of the progress says what the user should know.
 */
export type StageState = 'waiting' | 'damaged' | 'running' | 'warned' | 'done' | 'reused';

/** Called whenever a stage changes state or makes progress. */
export type StageListener = (stage: Stage, state: StageState, progress?: Progress) => void;

export interface ExecuteOptions {
  store: Store;
  /** cores that running stages may use together */
  cores: number;
  /** GPUs, for as many stages that need them at a time; where none are named, each of these stages uses those that its experiment names */
  devices?: readonly string[];
  signal: AbortSignal;
  onStage?: StageListener;
}

/**
 * Runs the wanted stages and their inputs that are not in the store yet, in parallel as far as cores allow.
 * The first failure stops the other stages and is thrown once they have ended; finished stages are kept.
 * @returns the records by stage name
 */
export async function executePlan(wanted: Stage[], options: ExecuteOptions): Promise<Map<string, StageRecord>> {
  const { store, cores, onStage = () => {} } = options;
  const plan = planStages(wanted);
  const pool = devicePool(plan, options.devices);
  const records = new Map<string, StageRecord>();
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const waiting = new Set<Stage>(plan);
  const running = new Map<Stage, Promise<void>>();
  let firstError: unknown;

  for (const stage of plan) {
    const record = await store.record(stage);
    if (!record) {
      const damage = await store.damage(stage);
      if (damage.length > 0) onStage(stage, 'damaged', { done: 0, total: 0, note: damage.join(', ') });
      continue;
    }
    records.set(stage.name, record);
    waiting.delete(stage);
    onStage(stage, 'reused');
  }

  while (waiting.size + running.size > 0) {
    if (!signal.aborted) {
      for (const stage of waiting) {
        const busy = [...running.keys()].reduce((sum, other) => sum + other.cores, 0);
        const ready = Object.values(stage.inputs).every((input) => records.has(input.name));
        if (!ready || (busy > 0 && busy + stage.cores > cores)) continue;
        const devices = pool.take(stage);
        if (!devices) continue;
        waiting.delete(stage);
        onStage(stage, 'running');
        const report: StageReport = (state, progress) => onStage(stage, state, progress);
        const work = runStage(stage, { store, signal, report, ...devices })
          .then((record) => {
            records.set(stage.name, record);
            onStage(stage, 'done');
          })
          .catch((error) => {
            firstError ??= error;
            failure.abort(error);
          })
          .finally(() => {
            running.delete(stage);
            pool.giveBack(devices);
          });
        running.set(stage, work);
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (firstError) throw firstError;
  if (options.signal.aborted) throw interrupted();
  return records;
}
