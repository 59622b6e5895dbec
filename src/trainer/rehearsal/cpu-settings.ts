import type { FlagValue } from '../settings.js';

/** Flags for a rehearsal, and those that differ from the plan's; null for one that is left out. */
export interface CpuSettings {
  values: Record<string, FlagValue>;
  changed: Record<string, FlagValue | null>;
}

/** Few processors multiply in bfloat16, and others take many times as long as in float32. */
const single: Record<string, FlagValue> = { torch_dtype: 'float32' };

/** A token takes a pass over all weights. */
const newTokens = 3;

/** Flags of `swift sft` for steps of one row each, on the CPU, with a checkpoint after each. */
export function trainingSettings(planned: Record<string, FlagValue>): CpuSettings {
  return withChanges(planned, {
    ...single,
    ...{ bf16: false, fp16: false, use_cpu: true },
    ...{ per_device_train_batch_size: 1, gradient_accumulation_steps: 1 },
    ...{ save_steps: 1, logging_steps: 1 },
    ...('dataloader_num_workers' in planned ? { dataloader_num_workers: 0 } : {}),
  });
}

/** Flags of `swift infer` for short answers on the CPU. */
export function answerSettings(planned: Record<string, FlagValue>): CpuSettings {
  return withChanges(planned, { ...single, max_new_tokens: newTokens });
}

/** Weights of few bits need a GPU. */
function withChanges(planned: Record<string, FlagValue>, wanted: Record<string, FlagValue>): CpuSettings {
  const isLeftOut = (flag: string): boolean => /^(quant|bnb)_/.test(flag);
  const kept = Object.entries(planned).filter(([flag]) => !isLeftOut(flag));
  const leftOut = Object.keys(planned).filter(isLeftOut);
  const changed = Object.entries(wanted).filter(([flag, value]) => planned[flag] !== value);
  return {
    values: { ...Object.fromEntries(kept), ...wanted },
    changed: Object.fromEntries([...changed, ...leftOut.map((flag) => [flag, null] as const)]),
  };
}
