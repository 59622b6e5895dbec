import { dirname, join } from 'node:path';
import {
  AccError,
  type FolderLock,
  fileError,
  lockFolder,
  makeFolder,
  type Progress,
  removeTemporaryFiles,
} from '../core/index.js';
import { hostFacts } from './host.js';
import { stageKey } from './key.js';
import { type Measurement, storeSpeed } from './speeds.js';
import type { Store } from './store.js';
import type { Json, Stage, StagePart, StageRecord } from './types.js';

/** A running stage warns or makes progress. */
export type StageReport = (state: 'running' | 'warned', progress: Progress) => void;

export interface StageOptions {
  store: Store;
  signal: AbortSignal;
  report: StageReport;
  /** CUDA_VISIBLE_DEVICES of the GPUs that it may use, where they were chosen for it */
  devices?: string | undefined;
}

/** Runs one stage, whose inputs are finished, unless another process has finished it meanwhile. @returns its record */
export async function runStage(stage: Stage, options: StageOptions): Promise<StageRecord> {
  const { store, signal: stop, report, devices } = options;
  const progress = (at: Progress): void => report('running', at);
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
    const inputs = inputFolders(stage, store);
    const started = new Date();
    const measurement = measure(progress);
    await stage.run({
      ...{ folder, logs, inputs, signal, devices },
      progress: measurement.progress,
      waiting: measurement.waiting,
      warn: (message) => {
        warnings.push(message);
        report('warned', { done: 0, total: 0, note: message });
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

/**
 * Does one part of the work of a stage whose inputs are finished; nothing where the stage is finished itself.
 * @throws what its `part` throws
 */
export async function runPart(stage: Stage, part: StagePart, options: StageOptions): Promise<void> {
  const { store, signal: stop, report, devices } = options;
  const folder = store.unfinished(stage);
  const logs = partFolder(join(folder, 'logs'), part);
  if (await store.record(stage)) return;
  await makeFolder(dirname(logs));
  let lock: FolderLock | undefined;
  try {
    lock = await lockFolder(logs, { signal: stop });
    await makeFolder(logs);
    await stage.part!(
      {
        ...{ folder, logs, inputs: inputFolders(stage, store), signal: lock.signal, devices },
        progress: (progress) => report('running', progress),
        waiting: (what) =>
          report('running', { done: 0, total: 0, ...(what !== undefined && { note: `waiting for ${what}` }) }),
        warn: (note) => report('warned', { done: 0, total: 0, note }),
        note: () => {}, // the stage itself has the record
      },
      part,
    );
  } catch (error) {
    if (stop.aborted && (error as Error).name === 'AbortError') throw interrupted();
    throw fileError(error, folder);
  } finally {
    await lock?.release();
  }
}

/** Where a part works. */
function partFolder(logs: string, { index, of }: StagePart): string {
  return join(partsFolder(logs), `${index}-of-${of}`);
}

/** Where the parts of a stage work, in its logs. */
export function partsFolder(logs: string): string {
  return join(logs, 'parts');
}

/** The folders of the finished inputs of a stage, by name. */
function inputFolders(stage: Stage, store: Store): Record<string, string> {
  return Object.fromEntries(Object.entries(stage.inputs).map(([name, input]) => [name, store.folder(input)]));
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

/** The error of work that a signal stopped. */
export function interrupted(): AccError {
  return new AccError('core/interrupted', {
    message: 'stopped',
    hint: 'finished stages are kept; run the same command again to resume',
  });
}
