import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, unlessMissing, writeAtomic, writeJsonLines } from '../core/index.js';
import { answerRows, type Generation, type GenerationUsage, resultFile, rowsFile } from './answer-rows.js';
import { checkRows } from './check-rows.js';
import { heardSeconds } from './header-fault.js';
import type { ProcessOptions } from './process.js';

/**
 * Answers every row with one `swift infer`; complete answers of an earlier attempt are reused, only the other rows are sent. Where the memory of the
 * GPU is full it goes on with half as many rows at once, with a warning, down to one.
 * @returns answers in the order of the rows, one per row
 */
export async function generate(
  generation: Generation & { warn(message: string): void },
  options: ProcessOptions,
): Promise<GenerationUsage> {
  const { rows, values, warn } = generation;
  const { logs } = options;
  await writeJsonLines(join(logs, rowsFile), rows);
  await checkRows(rows, join(logs, rowsFile), await heardSeconds(generation.model));
  for (let batch = await firstBatch(logs, values); ; ) {
    try {
      return await answerRows(
        { ...generation, values: { ...values, ...(batch && { max_batch_size: batch }) } },
        options,
      );
    } catch (error) {
      if (!(error instanceof AccError)) throw error;
      if (error.code === 'trainer/settings-differ') await rm(join(logs, resultFile), { force: true });
      if (error.code !== 'trainer/gpu-memory' || !batch || batch === 1) throw error;
      warn(`the GPU ran out of memory while answering ${batch} rows at once: goes on with ${Math.floor(batch / 2)}`);
      batch = Math.floor(batch / 2);
      await writeAtomic(join(logs, batchFile), String(batch));
    }
  }
}

/** The number of rows at once that the memory of the GPU was enough for: an attempt that follows begins with it. */
const batchFile = 'batch.txt';

async function firstBatch(logs: string, values: Generation['values']): Promise<number> {
  return Number(await unlessMissing(readFile(join(logs, batchFile), 'utf8'), '')) || Number(values.max_batch_size ?? 0);
}
