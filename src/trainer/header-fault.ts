import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { audioSeconds, shortestSeconds } from '../audio/index.js';
import { AccError, parseJson, readText } from '../core/index.js';

/** Clips of GTZAN have up to 30.65 s, and the model hears 30 s: so little may be left out. */
const toleratedSeconds = 0.7;

/** What `swift` would make of a sound file, if it is not what the file contains. */
export interface HeaderFault {
  message: string;
  hint?: string;
}

/**
 * What the feature extractor of a model hears of a clip, in seconds; it leaves out the rest without a word.
 * @param model folder of the model
 * @returns Infinity where the folder does not say it
 */
export async function heardSeconds(model: string): Promise<number> {
  const file = join(model, 'preprocessor_config.json');
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  const { chunk_length: seconds } = parseJson(await readText(file), file, 'trainer/model-damaged') as {
    chunk_length?: unknown;
  };
  return typeof seconds === 'number' && seconds > 0 ? seconds : Number.POSITIVE_INFINITY;
}

/**
 * Checks a sound file by its header: whether it is missing, no sound file, empty, cut, too short to be anything, or longer than what the model hears.
 * @param heard seconds that the model hears
 * @returns undefined for one that can be trained on and asked about
 */
export async function headerFault(file: string, heard: number): Promise<HeaderFault | undefined> {
  try {
    const seconds = await audioSeconds(file);
    const isUsable = (length: number): boolean => length >= shortestSeconds && length <= heard + toleratedSeconds;
    if (seconds === undefined || isUsable(seconds)) return undefined;
    const length = `${file} is ${Number(seconds.toPrecision(3))} s long`;
    if (seconds < shortestSeconds) return { message: `${length}, too short for any sound` };
    return {
      message: `${length}, and the model hears ${heard} s`,
      hint: `cut it, e.g. "ffmpeg -i IN.wav -t ${heard} OUT.wav"`,
    };
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    const { message, hint } = error;
    return { message, ...(hint ? { hint } : {}) };
  }
}
