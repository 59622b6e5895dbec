import { join } from 'node:path';
import {
  AccError,
  type FolderLock,
  fileError,
  makeFolder,
  type Progress,
  removeTemporaryFiles,
} from '../core/index.js';
import { hostFacts } from './host.js';
import { stageKey } from './key.js';
import { planStages } from './plan.js';
import { type Measurement, storeSpeed } from './speeds.js';
import type { Store } from './store.js';
import type { Json, Stage, StageRecord } from './types.js';

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
        waiting.delete(stage);
        onStage(stage, 'running');
        const work = runStage(stage, store, signal, (state, progress) => onStage(stage, state, progress))
          .then((record) => {
            records.set(stage.name, record);
            onStage(stage, 'done');
          })
          .catch((error) => {
            firstError ??= error;
            failure.abort(error);
          })
          .finally(() => running.delete(stage));
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

async function runStage(
  stage: Stage,
  store: Store,
  stop: AbortSignal,
  tell: (state: StageState, progress: Progress) => void,
): Promise<StageRecord> {
  const progress = (at: Progress): void => tell('running', at);
  let lock: FolderLock | undefined;
  try {
    lock = await store.lock(stage, {
      signal: stop,
      waiting: (owner) => progress({ done: 0, total: 0, note: `waiting for ${owner}` }),
    });
    const { signal } = lock;
    const finished = (await store.record(stage)) ?? (await store.finishKilled(stage, lock));
    if (finished) return finished;
    progress({ done: 0, total: 0 });
    const folder = store.unfinished(stage);
    const logs = join(folder, 'logs');
    await makeFolder(logs);
    await removeTemporaryFiles(folder); // a killed run's, which would become outputs
    const notes: Record<string, Json> = {};
    const warnings: string[] = [];
    const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([name, input]) => [name, store.folder(input)]));
    const started = new Date();
    const measurement = measure(progress);
    await stage.run({
      ...{ folder, logs, inputs, signal },
      progress: measurement.progress,
      waiting: measurement.waiting,
      warn: (message) => {
        warnings.push(message);
        tell('warned', { done: 0, total: 0, note: message });
      },
      note: (facts) => void Object.assign(notes, facts),
    });
    signal.throwIfAborted();
    const seconds = measurement.seconds();
    const record = {
      key: stageKey(stage),
      name: stage.name,
      kind: stage.kind,
      version: stage.version,
      parameters: stage.parameters,
      inputs: Object.fromEntries(Object.entries(stage.inputs).map(([name, input]) => [name, stageKey(input)])),
      started: started.toISOString(),
      seconds,
      host: hostFacts(),
      notes: { ...notes, ...(warnings.length > 0 ? { warnings } : {}) },
    };
    const committed = await store.commit(stage, record, lock);
    const { speed, amount = measurement.total() } = stage.work;
    if (amount !== undefined) await storeSpeed(store.root, speed, amount, { ...measurement.ends(), seconds });
    return committed;
  } catch (error) {
    await lock?.assertHeld(); // a failure after a lost lock is a consequence of it
    if (stop.aborted && (error as Error).name === 'AbortError') throw interrupted();
    throw fileError(error, store.unfinished(stage));
  } finally {
    await lock?.release();
  }
}

/** The times of a stage. */
interface StageClock {
  progress(progress: Progress): void;
  waiting(what: string | undefined): void;
  /** since the start, without the time of waiting */
  seconds(): number;
  ends(): Pick<Measurement, 'first' | 'last'>;
  total(): number | undefined;
}

/** Forwards progress and notes its first and last report, for the speed of the stage. */
function measure(progress: (progress: Progress) => void): StageClock {
  const started = performance.now();
  const ends: Pick<Measurement, 'first' | 'last'> = {};
  let total: number | undefined;
  let waited = 0;
  let waitsSince: number | undefined;
  const seconds = (): number => Math.round(performance.now() - started - waited) / 1000;
  return {
    progress: (report) => {
      progress(report);
      if (report.total <= 0) return;
      total = report.total;
      ends.last = { share: report.done / report.total, seconds: seconds() };
      ends.first ??= ends.last;
    },
    waiting: (what) => {
      const now = performance.now();
      if (waitsSince !== undefined) waited += now - waitsSince;
      if (what !== undefined || waitsSince !== undefined)
        progress({ done: 0, total: 0, ...(what !== undefined && { note: `waiting for ${what}` }) });
      waitsSince = what === undefined ? undefined : now;
    },
    seconds,
    ends: () => ends,
    total: () => total,
  };
}

function interrupted(): AccError {
  return new AccError('core/interrupted', {
    message: 'stopped',
    hint: 'finished stages are kept; run the same command again to resume',
  });
}
