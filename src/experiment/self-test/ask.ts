import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { kitRoot, makeTemporaryFolder, type Progress, sha256, trainingRow, writeAtomic } from '../../core/index.js';
import { worldClips, worldSizes } from '../../corpus/index.js';
import { type Answer, generate, type PythonEnvironment } from '../../trainer/index.js';
import { type SelfTestQuestions, selfTestFolder } from './questions.js';

export interface AskOptions {
  environment: PythonEnvironment;
  signal: AbortSignal;
  progress(progress: Progress): void;
  /** says something that the user should know */
  warn(message: string): void;
  /** another model than that of the self-test */
  model?: string | undefined;
}

/** What the environment makes of the questions. */
export interface Asked {
  answers: Answer[];
  /** SHA-256 of the clips by path inside the world */
  clips: Record<string, string>;
}

/**
 * Synthesises the clips of the questions, and has the tiny model answer them on the CPU through `swift infer`, as the stages of an experiment do.
 * The log of a `swift` that failed is kept.
 * @throws AccError what generate throws
 */
export async function askQuestions(asked: SelfTestQuestions, options: AskOptions): Promise<Asked> {
  const { environment, signal, progress, warn, model = join(kitRoot(), selfTestFolder, 'model') } = options;
  const folder = await makeTemporaryFolder('self-test');
  const clips = await writeClips(asked, folder);
  const rows = asked.questions.map(({ id, question, clips: files }) =>
    trainingRow(
      question,
      'unknown to the model',
      files.map((file) => join(folder, file)),
      id,
    ),
  );
  const process = { environment, logs: folder, name: 'swift-infer', devices: '', signal };
  try {
    const { answers } = await generate({ model, rows, values: asked.settings, progress, warn }, process);
    await rm(folder, { recursive: true });
    return { answers, clips };
  } catch (error) {
    if (signal.aborted) await rm(folder, { recursive: true });
    throw error;
  }
}

async function writeClips({ world, seed, questions }: SelfTestQuestions, folder: string): Promise<Asked['clips']> {
  const clip = worldClips(seed, worldSizes[world]);
  const hashes: Asked['clips'] = {};
  for (const file of questions.flatMap(({ clips }) => clips)) {
    const bytes = clip(file)!;
    await writeAtomic(join(folder, file), bytes);
    hashes[file] = sha256(bytes);
  }
  return hashes;
}
