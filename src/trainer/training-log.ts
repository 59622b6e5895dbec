import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Progress } from '../core/index.js';

/** One logged step of a training. */
export interface TrainingStep {
  step: number;
  loss: number;
  learningRate: number;
}

/**
 * The steps in ms-swift's logging.jsonl so far. Incomplete lines, the summary line and non-numeric values are
 * skipped: ms-swift writes its summary even after a crash, so the summary proves nothing.
 */
export async function readTrainingLog(
  file: string,
): Promise<{ steps: TrainingStep[]; progress: Progress | undefined }> {
  if (!existsSync(file)) return { steps: [], progress: undefined };
  const steps: TrainingStep[] = [];
  let progress: Progress | undefined;
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const row = parseLine(line);
    const [done, total] = String(row?.['global_step/max_steps'] ?? '')
      .split('/')
      .map(Number);
    if (!row || !done || !total) continue;
    const loss = typeof row.loss === 'number' ? row.loss : undefined;
    progress = { done, total, ...(loss === undefined ? {} : { note: `loss ${loss.toFixed(3)}` }) };
    if (loss !== undefined) steps.push({ step: done, loss, learningRate: Number(row.learning_rate) });
  }
  return { steps, progress };
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined; // an incomplete line, or a bare NaN of Python's json
  }
}
