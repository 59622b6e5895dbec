import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AccError, compiled } from '../core/index.js';
import type { Interval } from './interval.js';
import { quantile } from './quantile.js';
import { resampleSums } from './resample-sums.js';

export interface BootstrapOptions {
  seed: number;
  /** default 1000 */
  resamples?: number;
  /** threads; default: the number of cores, one for small inputs. The result does not depend on it */
  workers?: number;
  signal?: AbortSignal;
}

/** Sums of one resample, in the order of the columns; valid only during the call. */
export type Sums = Float64Array;

/** The resamples of a bootstrap. */
export interface Resamples {
  count: number;
  /** a statistic of each resample, from its sums */
  map(statistic: (sums: Sums) => number): Float64Array<ArrayBuffer>;
}

/**
 * Bootstrap (Efron 1979) over items drawn with replacement, for statistics that are functions of sums over items.
 * @param columns one list per quantity, one entry per item; no items is 'statistics/no-values'
 */
export async function bootstrapSums(
  columns: readonly Float64Array[],
  { seed, resamples = 1000, workers, signal }: BootstrapOptions,
): Promise<Resamples> {
  const items = columns[0]?.length ?? 0;
  if (items === 0)
    throw new AccError('statistics/no-values', { message: 'a bootstrap interval needs at least one item' });
  const threads = workers ?? (items * columns.length * resamples < smallWork ? 1 : availableParallelism());
  const shared = columns.map(threads === 1 ? (column) => column : inSharedMemory);
  const sums = new Float64Array(new SharedArrayBuffer(8 * resamples * columns.length));
  const each = Math.ceil(resamples / threads);
  const parts = Array.from({ length: threads }, (_, part) => ({
    columns: shared,
    seed,
    first: part * each,
    end: Math.min(resamples, (part + 1) * each),
    sums,
  }));
  if (threads === 1) resampleSums(parts[0]!);
  else await Promise.all(parts.map((part) => inWorker(part, signal)));
  signal?.throwIfAborted();
  return {
    count: resamples,
    map: (statistic) =>
      Float64Array.from({ length: resamples }, (_, resample) =>
        statistic(sums.subarray(resample * columns.length, (resample + 1) * columns.length)),
      ),
  };
}

/** The central interval of values: by default from the 2.5 % to the 97.5 % quantile. */
export function percentileInterval(values: Float64Array, confidence = 0.95): Interval {
  const sorted = values.slice().sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** Number of additions that one thread completes before another has started. */
const smallWork = 1e8;

function inSharedMemory(column: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

function inWorker(workerData: object, signal: AbortSignal | undefined): Promise<void> {
  const worker = new Worker(compiled('src/statistics/resample-worker.js'), { workerData });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop);
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  }).finally(() => signal?.removeEventListener('abort', stop));
}
