import { AccError, type ErrorCode } from '../core/index.js';
import { signalOf, statusText } from './exit-status.js';
import { logTail } from './process-log.js';
import type { FlagValue } from './settings.js';

/** The settings that a command was made of, for hints. */
export interface CommandSettings {
  values: Readonly<Record<string, FlagValue>>;
  /** what --set calls a flag, e.g. 'swift.arm.learning_rate' */
  path(flag: string): string;
}

/** A process that did not end well. */
export interface Ending {
  /** of the process, for the message */
  name: string;
  status: number;
  logFile: string;
  settings?: CommandSettings | undefined;
}

/** The named error for a process that ended with an error, by what the end of its log says. */
export async function processFailure({ name, status, logFile, settings }: Ending): Promise<AccError> {
  const text = await logTail(logFile);
  const found = lastReason(text);
  if (found) {
    const { code, message, hint, match } = found;
    const file = match.groups?.file;
    return new AccError(code, {
      message: `${name} failed with ${statusText(status)}: ${message(match)}`,
      file: file ?? logFile,
      hint: `${hint(settings)}${file === undefined ? '' : `; the log is ${logFile}`}`,
    });
  }
  if (signalOf(status) === 'SIGKILL')
    return new AccError('trainer/killed', {
      message: `${name} was killed (SIGKILL), as the kernel does where the memory of the machine is full`,
      file: logFile,
      hint: memoryHint(settings),
    });
  const tail = text.trimEnd().split('\n').slice(-12).join('\n');
  return new AccError('trainer/process-failed', {
    message: `${name} failed with ${statusText(status)}`,
    file: logFile,
    hint: tail === '' ? 'the log is empty' : `the log ends with:\n${tail.slice(-4000)}`,
  });
}

/** How the end of a log tells a common failure. */
interface Reason {
  pattern: RegExp;
  code: ErrorCode;
  message(match: RegExpExecArray): string;
  hint(settings: CommandSettings | undefined): string;
}

const again = 'run the same command again: finished work is reused';
const reinstall = 'install the versions of environment.yml: "npm run acc -- env --reinstall"';

const reasons: readonly Reason[] = [
  {
    pattern: /CUDA out of memory|OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED/g,
    code: 'trainer/gpu-memory',
    message: () => 'the GPU ran out of memory',
    hint: (settings) => `close other programs on the GPU ("nvidia-smi" lists them)${lessMemory(settings)}`,
  },
  {
    pattern:
      /DefaultCPUAllocator: can't allocate memory|Cannot allocate memory|MemoryError\b|DataLoader worker .* is killed by signal: Killed/g,
    code: 'trainer/memory',
    message: () => 'the memory of the machine is full',
    hint: memoryHint,
  },
  {
    pattern: /DataLoader worker .* (?:is killed by signal: Bus error|out of shared memory)|insufficient shared memory/g,
    code: 'trainer/memory',
    message: () => 'the shared memory of the machine (/dev/shm) is full',
    hint: (settings) =>
      `enlarge it (docker run --shm-size=8g), or add --set ${pathOf('dataloader_num_workers', settings)}=0`,
  },
  {
    pattern: /No space left on device|Disk quota exceeded/g,
    code: 'core/disk-full',
    message: () => 'the disk is full',
    hint: () => `free some space and ${again}`,
  },
  {
    pattern: /FileNotFoundError: .*No such file or directory: ['"](?<file>.+?)['"]\s*$/gm,
    code: 'trainer/missing-file',
    message: ({ groups }) => `${groups!.file} does not exist`,
    hint: () => `put the file back and ${again}`,
  },
  {
    pattern: /PermissionError: .*Permission denied: ['"](?<file>.+?)['"]\s*$/gm,
    code: 'core/file-unreadable',
    message: ({ groups }) => `${groups!.file} cannot be read or written`,
    hint: () => `change its permissions and ${again}`,
  },
  {
    pattern: /(?:LibsndfileError: Error opening|Could not open|soundfile.*Error opening) ['"](?<file>.+?)['"]/g,
    code: 'trainer/bad-audio',
    message: ({ groups }) => `${groups!.file} cannot be decoded`,
    hint: () => `replace the file and ${again}; "acc audio inspect FILE" says what is wrong with it`,
  },
  {
    pattern: /remaining_argv: (\[.*\])/g,
    code: 'trainer/unknown-flag',
    message: ([, flags]) => `swift does not support these flags: ${flags}`,
    hint: (settings) => `remove a flag with --set ${pathOf('FLAG', settings)}=null`,
  },
  {
    pattern: /Your setup doesn't support bf16\/gpu/g,
    code: 'trainer/driver',
    message: () => 'this device does not compute in bfloat16',
    hint: (settings) =>
      `"acc doctor" says which GPU is found; --set ${pathOf('bf16', settings)}=false --set ${pathOf('torch_dtype', settings)}=float32 needs twice the memory`,
  },
  {
    pattern: /No CUDA GPUs are available|invalid device ordinal|Torch not compiled with CUDA enabled/g,
    code: 'trainer/driver',
    message: ([text]) => `the GPU was not found: ${text}`,
    hint: () => '"acc doctor" and "nvidia-smi" list the GPUs; choose one with --set devices=0',
  },
  {
    pattern:
      /NVIDIA driver on your system is too old.*|CUDA driver version is insufficient.*|CUDA error: .*|Failed to initialize NVML.*/g,
    code: 'trainer/driver',
    message: ([text]) => `the driver of the GPU: ${text}`,
    hint: () => `"nvidia-smi" must work: update the driver, or restart the machine, and ${again}`,
  },
  {
    pattern: /ModuleNotFoundError: No module named .*|ImportError: .*|AttributeError: module .* has no attribute .*/g,
    code: 'trainer/wrong-packages',
    message: ([text]) => `a Python package is missing or of another version: ${text}`,
    hint: () => reinstall,
  },
];

/** The reason that stands last: what came before it was survived. */
function lastReason(text: string): (Reason & { match: RegExpExecArray }) | undefined {
  const found = reasons.flatMap((reason) => {
    const match = [...text.matchAll(reason.pattern)].at(-1);
    return match ? [{ ...reason, match }] : [];
  });
  return found.sort((a, b) => b.match.index - a.match.index)[0];
}

function pathOf(flag: string, settings: CommandSettings | undefined): string {
  return settings?.path(flag) ?? `swift.arm.${flag}`;
}

function memoryHint(settings: CommandSettings | undefined): string {
  const workers = Number(settings?.values.dataloader_num_workers ?? 0);
  const fewer = workers > 0 ? `, or add --set ${pathOf('dataloader_num_workers', settings)}=0` : '';
  return `close other programs, or run fewer models at a time: --set modelsAtOnce=1${fewer}; then ${again}`;
}

/** The change of settings that needs less memory and gives the same numbers where that is possible. */
function lessMemory(settings: CommandSettings | undefined): string {
  if (!settings) return '';
  const { values } = settings;
  const set = (changes: Record<string, FlagValue>): string =>
    Object.entries(changes)
      .map(([flag, value]) => `--set ${settings.path(flag)}=${value}`)
      .join(' ');
  if (values.max_batch_size !== undefined) {
    const batch = Number(values.max_batch_size);
    return batch > 1 ? `, or answer fewer rows at once: ${set({ max_batch_size: Math.floor(batch / 2) })}` : '';
  }
  const batch = Number(values.per_device_train_batch_size ?? 1);
  const accumulated = Number(values.gradient_accumulation_steps ?? 1);
  if (batch > 1) {
    const parts = batch % 2 === 0 ? 2 : batch;
    const smaller = { per_device_train_batch_size: batch / parts, gradient_accumulation_steps: accumulated * parts };
    return `, or train the same batch in smaller parts: ${set(smaller)}`;
  }
  if (values.gradient_checkpointing !== true)
    return `, or compute activations again instead of keeping them: ${set({ gradient_checkpointing: true })}`;
  if (values.quant_bits === undefined)
    return `, or load the model in 4 bits (QLoRA; other numbers): ${set({ quant_method: 'bnb', quant_bits: 4 })}`;
  return ', or cut the clips shorter';
}
