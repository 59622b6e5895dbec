import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AccError, makeTemporaryFolder, sha256File, type TrainingRow, writeJsonLines } from '../../core/index.js';
import { type Checkpoint, lastCheckpoint } from '../checkpoint.js';
import type { PythonEnvironment } from '../environment.js';
import { generate } from '../generate.js';
import { type ProcessOptions, type ProcessUsage, runPython } from '../process.js';
import type { FlagValue } from '../settings.js';
import { swiftProgram } from '../swift-program.js';
import { trainingCommand } from '../train.js';
import { trainingLog } from '../training-log.js';
import { adapterDifferences, adaptersIn } from './adapter-file.js';
import type { AdaptedModules } from './counted-training.js';
import { answerSettings, trainingSettings } from './cpu-settings.js';
import type { RehearsalOptions, RehearsedModel } from './rehearse-swift.js';
import { type ShallowModel, shallowRows, writeShallowModel } from './shallow-model.js';

/** A training that is rehearsed with random weights. */
export interface ShallowTraining {
  model: RehearsedModel;
  /** flags of `swift sft` and of `swift infer`, as the plan has them */
  training: Record<string, FlagValue>;
  infer: Record<string, FlagValue>;
  /** what the meta device says about the adapters of the shallow model */
  adapters: readonly AdaptedModules[];
  /** sounds per row */
  clips: number;
  /** free memory in bytes, above which the vocabulary is cut */
  memory: number;
}

/** What the rehearsed training showed. */
export interface RehearsedTraining extends ShallowModel {
  /** of step 1, and of step 2 after it was resumed */
  losses: number[];
  /** modules with adapters in the checkpoint, as many and as large as on the meta device */
  adapters: number;
  adapterParameters: number;
  answers: number;
  /** flags with other values than in the plan; null for one that is left out */
  changed: Record<string, FlagValue | null>;
  seconds: number;
  /** of the processes of swift */
  cpuSeconds: number;
  /** of the largest process */
  peakMemoryMb: number;
}

/** Shares of the work by CPU seconds, for the time left: the model, the first step, the second one, and the answers. */
const shares = [10, 60, 60, 60];

/**
 * Trains a model of true widths, few layers and random weights for one step through `swift sft`, resumes it from its checkpoint for a second one,
 * and asks it two questions through `swift infer`, all on the CPU. Numbers and speed mean nothing; that every part works together does.
 * @throws AccError 'trainer/rehearsal-failed' for a step that is not made; what runPython() throws
 */
export async function rehearseTraining(
  given: ShallowTraining,
  environment: PythonEnvironment,
  { signal, progress }: Omit<RehearsalOptions, 'python'>,
): Promise<RehearsedTraining> {
  const started = performance.now();
  const folder = await makeTemporaryFolder('rehearsal');
  const begin = (part: number): void => progress({ done: sum(shares.slice(0, part)), total: sum(shares), note });
  const place: Place = {
    ...{ folder, model: join(folder, 'model'), rows: join(folder, 'rows.jsonl') },
    options: { environment, logs: folder, name: 'swift', signal, devices: '', threads: availableParallelism() },
  };
  try {
    begin(0);
    const shallow = await writeShallowModel(place.model, given, { python: environment.python, signal });
    const rows = await shallowRows(folder, given.clips);
    await writeJsonLines(place.rows, rows);
    const training = trainingSettings(given.training);
    begin(1);
    const first = await trainTo(1, training.values, place);
    begin(2);
    const second = await trainTo(2, { ...training.values, resume_from_checkpoint: first.folder }, place);
    const losses = await finiteLosses(place);
    const adapters = await comparedAdapters(given.adapters, [first, second]);
    begin(3);
    const infer = answerSettings(given.infer);
    const answered = await answers(second, infer.values, rows, place);
    const runs = [first, second, answered];
    return {
      ...{ ...shallow, losses, ...adapters, answers: rows.length },
      changed: { ...infer.changed, ...training.changed, max_steps: 2 },
      seconds: Math.round((performance.now() - started) / 1000),
      cpuSeconds: Math.round(sum(runs.map(({ cpuSeconds }) => cpuSeconds))),
      peakMemoryMb: Math.max(...runs.map(({ peakMemoryMb }) => peakMemoryMb)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const note = 'training a shallow model';

interface Place {
  folder: string;
  model: string;
  /** file of the rows */
  rows: string;
  options: ProcessOptions;
}

/** `swift sft` up to a step. */
async function trainTo(
  step: number,
  values: Record<string, FlagValue>,
  { folder, model, rows, options }: Place,
): Promise<Checkpoint & ProcessUsage> {
  const output = join(folder, 'swift');
  const swift = swiftProgram(options.environment, options.devices, options.threads);
  const command = trainingCommand(swift, model, rows, output, { ...values, max_steps: step });
  const usage = await runPython(command, { ...options, name: 'swift-sft' });
  const { checkpoint } = await lastCheckpoint(output);
  if (checkpoint?.step === step) return { ...usage, ...checkpoint };
  return failed(
    `after step ${step} the last whole checkpoint is ${checkpoint ? `of step ${checkpoint.step}` : 'missing'}`,
  );
}

async function finiteLosses({ folder }: Place): Promise<number[]> {
  const steps = await trainingLog(join(folder, 'swift', 'logging.jsonl'))();
  const made = steps.map(({ step }) => step).join(' and ');
  const losses = steps.map(({ loss }) => loss);
  if (made === '1 and 2' && losses.every(Number.isFinite)) return losses;
  return failed(`finite losses of steps 1 and 2 were expected, found: ${losses.join(' and ')} of ${made || 'no step'}`);
}

/** The adapters are those of the meta device, and the second step changed them. */
async function comparedAdapters(
  expected: readonly AdaptedModules[],
  [first, second]: readonly [Checkpoint, Checkpoint],
): Promise<Pick<RehearsedTraining, 'adapters' | 'adapterParameters'>> {
  const found = await adaptersIn(second.folder);
  const differences = adapterDifferences(expected, found);
  if (differences.expected.length + differences.found.length > 0)
    failed(`adapters of ${differences.expected.join(', ')} were expected, found: ${differences.found.join(', ')}`);
  const hash = ({ folder }: Checkpoint): Promise<string> => sha256File(join(folder, 'adapter_model.safetensors'));
  if ((await hash(first)) === (await hash(second))) failed('the resumed step did not change the adapter');
  return {
    adapters: sum(found.map(({ count }) => count)),
    adapterParameters: sum(found.map(({ parameters }) => parameters)),
  };
}

/** Answers to all rows by id: generate() refuses anything else. */
async function answers(
  { folder: adapter }: Checkpoint,
  values: Record<string, FlagValue>,
  rows: TrainingRow[],
  { folder, model, options }: Place,
): Promise<ProcessUsage> {
  const logs = join(folder, 'answers');
  await mkdir(logs);
  return generate(
    { model, adapter, rows, values, progress: () => {}, warn: () => {} },
    { ...options, logs, name: 'swift-infer' },
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function failed(message: string): never {
  throw new AccError('trainer/rehearsal-failed', {
    message: `the rehearsed training went wrong: ${message}`,
    hint: 'the same would happen in the run: check the installed versions with "acc doctor"',
  });
}
