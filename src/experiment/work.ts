import type { StageWork } from '../stage/index.js';
import type { FlagValue } from '../trainer/index.js';
import type { Experiment } from './schema.js';

/** The kind of work for which measured speeds of a model hold, e.g. 'fine-tuning Qwen/Qwen2-Audio-7B-Instruct'. */
export function speedOf(what: string, { model, devices }: Experiment): string {
  const name = 'path' in model ? String(model.path.value) : `the tiny model of width ${model.tiny.text.width}`;
  return `${what} ${name}${devices === '' ? ' on the CPU' : ''}`;
}

/**
 * The amount of work of a training.
 * @param values flags of `swift sft`
 * @param rows number of rows of the training set, if known
 */
export function trainingWork(speed: string, values: Record<string, FlagValue>, rows: number | undefined): StageWork {
  const batch = Number(values.per_device_train_batch_size ?? 1) * Number(values.gradient_accumulation_steps ?? 1);
  const epochs = Number(values.num_train_epochs ?? 1);
  const fixed = Number(values.max_steps ?? 0);
  const steps = fixed > 0 ? fixed : rows === undefined ? undefined : stepsOf(rows, epochs, values);
  if (steps === undefined) return { speed, unit: 'rows' };
  const passes = fixed > 0 || rows === undefined ? '' : `${grouped(rows)} / ${batch}, rounded down, × ${epochs} = `;
  return { speed, unit: 'rows', amount: steps * batch, arithmetic: `${passes}${grouped(steps)} steps of ${batch}` };
}

/** As the trainer of transformers 4.48 counts: a remainder of an epoch that does not fill a step makes none. */
function stepsOf(rows: number, epochs: number, values: Record<string, FlagValue>): number {
  const batches = Math.ceil(rows / Number(values.per_device_train_batch_size ?? 1));
  const inEpoch = Math.max(1, Math.floor(batches / Number(values.gradient_accumulation_steps ?? 1)));
  return Math.ceil(epochs * inEpoch);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
