import { rm } from 'node:fs/promises';
import { makeTemporaryFolder, type Progress } from '../../core/index.js';
import { callPython } from '../../python/index.js';
import type { CountedTraining } from './counted-training.js';
import type { ModelShape } from './model-shape.js';
import type { CountedRows, RowsFile } from './rows.js';

/** Layers of encoder and language model in a shallow copy of a model. */
export const shallowLayers: number = 2;

/** A call of `swift` as a plan would make it. */
export interface RehearsedCall {
  name: string;
  command: 'sft' | 'infer';
  /** the flags and their values */
  argv: string[];
}

/** What is known of the model before it is loaded: an existing folder, whose weights are not read, or its shape. */
export type RehearsedModel = { folder: string } | Pick<ModelShape, 'config' | 'features' | 'specialTokens'>;

/** A call that `swift` would refuse, or read otherwise than it is written. */
export interface CallFault {
  call: string;
  message: string;
  /** flags of which each, left out, makes the call work: '--lora_rank' */
  flags: string[];
}

/** What is rehearsed. */
export interface SwiftRequest {
  model: RehearsedModel;
  calls: readonly RehearsedCall[];
  /** files of rows whose tokens are counted */
  rows: readonly RowsFile[];
}

/** What the calls and rows of a plan show before any weights are loaded. */
export interface SwiftRehearsal {
  faults: CallFault[];
  trainings: CountedTraining[];
  /** empty where no call was accepted */
  rows: CountedRows[];
}

/** How the Python program is run. */
export interface RehearsalOptions {
  python: string;
  signal: AbortSignal;
  progress(progress: Progress): void;
}

/**
 * Parses every call with ms-swift's own classes, stops before weights are loaded, builds each training's model with its adapters on torch's
 * meta device, which holds shapes and no numbers, and counts the tokens of rows.
 */
export async function rehearseSwift(
  request: SwiftRequest,
  { python, signal, progress }: RehearsalOptions,
): Promise<SwiftRehearsal> {
  const folder = await makeTemporaryFolder('rehearsal');
  try {
    return await callPython(
      'src/trainer/python/rehearsal/rehearse.py',
      { folder, ...request, layers: shallowLayers },
      { python, signal, onProgress: progress, env: withoutDevices(folder) },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** No GPU, no launcher, and caches of its own: nothing of the user's is read or written. */
function withoutDevices(folder: string): Record<string, string | undefined> {
  const launcher = ['NPROC_PER_NODE', 'NNODES', 'NODE_RANK', 'RANK', 'LOCAL_RANK', 'WORLD_SIZE', 'RAY_SWIFT_ARGS'];
  return {
    CUDA_VISIBLE_DEVICES: '',
    LOG_LEVEL: 'ERROR',
    MODELSCOPE_CACHE: folder,
    MPLCONFIGDIR: folder,
    ...Object.fromEntries(launcher.map((name) => [name, undefined])),
  };
}
