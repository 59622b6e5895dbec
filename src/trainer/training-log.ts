import { writeAtomic } from '../core/index.js';
import { growingLines } from './growing-lines.js';

/** One logged step of a training, as it is kept. */
export interface TrainingStep {
  step: number;
  loss: number;
  learningRate: number;
}

/** One step as ms-swift logs it. */
export interface LoggedStep extends TrainingStep {
  /** of the whole training */
  steps: number;
  /** undefined where it is not logged */
  gradientNorm: number | undefined;
  /** mean since the start; undefined where it is not logged */
  secondsPerStep: number | undefined;
  /** of the GPU, in GiB; undefined on a CPU */
  memory: number | undefined;
  /** the line of the log */
  line: string;
}

/**
 * The steps in ms-swift's logging.jsonl so far, each once: a resumed training logs some again. Incomplete lines and the summary line are left out:
 * ms-swift writes its summary even after a crash, so the summary proves nothing.
 * @returns a function that reads what is new and gives all steps
 */
export function trainingLog(file: string): () => Promise<LoggedStep[]> {
  const lines = growingLines(file);
  const steps = new Map<number, LoggedStep>();
  return async () => {
    for await (const line of lines()) {
      const step = parsed(line);
      if (step) steps.set(step.step, step);
    }
    return [...steps.values()].sort((a, b) => a.step - b.step);
  };
}

/** Takes the steps after the given one out of the log, and whatever is no step: a training that goes on from there logs them again. */
export async function rewindLog(file: string, last: number): Promise<void> {
  const steps = await trainingLog(file)();
  const kept = steps.filter(({ step }) => step <= last);
  await writeAtomic(file, kept.map(({ line }) => `${line}\n`).join(''));
}

/** Python writes numbers that JSON does not have as bare words. */
const notANumber = /:\s*(NaN|-?Infinity)\b/g;

function parsed(line: string): LoggedStep | undefined {
  const row = parsedRow(line);
  const [step, steps] = String(row?.['global_step/max_steps'] ?? '')
    .split('/')
    .map(Number);
  if (!row || !step || !steps || row.loss === undefined) return undefined;
  return {
    ...{ step, steps, loss: Number(row.loss), learningRate: Number(row.learning_rate) },
    gradientNorm: number(row.grad_norm),
    secondsPerStep: number(row['train_speed(s/it)']) ?? inverse(number(row['train_speed(iter/s)'])),
    memory: number(row['memory(GiB)']),
    line,
  };
}

function number(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

/** ms-swift 3.x logs steps per second. */
function inverse(value: number | undefined): number | undefined {
  return value ? 1 / value : undefined;
}

function parsedRow(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line.replaceAll(notANumber, ':"$1"')) ?? undefined;
  } catch {
    return undefined;
  }
}
