import { join } from 'node:path';
import { cacheFolder } from '../core/index.js';
import { pinnedVariables, threadVariables } from './pins.js';

/**
 * The pins and caches; nothing is fetched, since models are given as folders, and what libraries cache of the rows stays out of the user's caches.
 * Variables of a launcher, and those with which a shell would change the numbers, are removed.
 * @param threads given where nothing is compared: without the pins
 */
export function processVariables(logs: string, devices: string, threads?: number): Record<string, string | undefined> {
  const caches = join(logs, 'caches');
  return {
    ...statedVariables(devices, threads),
    HF_HOME: join(caches, 'huggingface'),
    MODELSCOPE_CACHE: join(caches, 'modelscope'),
    MPLCONFIGDIR: join(caches, 'matplotlib'),
    // shared by all stages: librosa compiles for some 20 seconds where it finds nothing here; entries are keyed by processor and version
    NUMBA_CACHE_DIR: join(cacheFolder(), 'numba'),
    ...Object.fromEntries(removed.map((name) => [name, undefined])),
  };
}

/** The variables of a process for its record: those that the kit sets, and those of the user's that libraries read; no other one. */
export function recordedVariables(
  devices: string,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const inherited = recordable.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const]));
  return { ...Object.fromEntries(inherited), ...statedVariables(devices) };
}

function statedVariables(devices: string, threads?: number): Record<string, string> {
  return {
    CUDA_VISIBLE_DEVICES: devices,
    ...(threads === undefined ? pinnedVariables(devices) : threadVariables(threads)),
    OMP_WAIT_POLICY: 'PASSIVE',
    TOKENIZERS_PARALLELISM: 'false',
    PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True',
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    PYTHONUNBUFFERED: '1',
    // the arguments that `swift infer` uses stand in its log at this level
    LOG_LEVEL: 'INFO',
  };
}

const removed: readonly string[] = [
  'HF_HUB_CACHE',
  'HF_DATASETS_CACHE',
  'PYTHONDONTWRITEBYTECODE',
  ...['NPROC_PER_NODE', 'NNODES', 'NODE_RANK', 'RANK', 'LOCAL_RANK', 'WORLD_SIZE', 'MASTER_ADDR', 'MASTER_PORT'],
  ...['SAMPLING_RATE', 'SWIFT_AUDIO_LOAD_BACKEND', 'ROOT_IMAGE_DIR', 'RANDOM_DATASET_RESPONSE', 'CELOSS_PARALLEL_SIZE'],
  ...['SWIFT_CONFIG_FILE', 'SWIFT_SINGLE_DEVICE_MODE', 'RAY_SWIFT_ARGS', 'USE_HF'],
  ...[
    'ACCELERATE_MIXED_PRECISION',
    'ACCELERATE_USE_FSDP',
    'ACCELERATE_USE_DEEPSPEED',
    'ACCELERATE_GRADIENT_ACCUMULATION_STEPS',
  ],
  ...['NVIDIA_TF32_OVERRIDE', 'TORCH_ALLOW_TF32_CUBLAS_OVERRIDE'],
];

/** Variables of the user's shell that may explain a speed or a failure, and that hold neither names nor secrets. */
const recordable: readonly string[] = [
  ...['CUDA_LAUNCH_BLOCKING', 'CUDA_MODULE_LOADING', 'CUBLAS_WORKSPACE_CONFIG'],
  ...['NCCL_P2P_DISABLE', 'NCCL_IB_DISABLE', 'NCCL_DEBUG', 'MALLOC_ARENA_MAX', 'KMP_AFFINITY', 'GOMP_CPU_AFFINITY'],
  ...['LANG', 'LC_ALL', 'TZ'],
];
