import { audioSeconds, shortestSeconds } from '../audio/index.js';
import { AccError } from '../core/index.js';

/** What Qwen2-Audio's feature extractor hears of a clip; it leaves out the rest without a word. */
const heardSeconds = 30;

/** Clips of GTZAN have up to 30.65 s: of these, so little is left out. */
const longestSeconds = 30.7;

/** What `swift` would make of a sound file, if it is not what the file contains. */
export interface HeaderFault {
  message: string;
  hint?: string;
}

/**
 * Checks a sound file by its header: whether it is missing, no sound file, empty, cut, too short to be anything, or longer than what the model hears.
 * @returns undefined for one that can be trained on and asked about
 */
export async function headerFault(file: string): Promise<HeaderFault | undefined> {
  try {
    const seconds = await audioSeconds(file);
    if (seconds === undefined || (seconds >= shortestSeconds && seconds <= longestSeconds)) return undefined;
    const length = `${file} is ${Number(seconds.toPrecision(3))} s long`;
    if (seconds < shortestSeconds) return { message: `${length}, too short for any sound` };
    return {
      message: `${length}, and the model hears ${heardSeconds} s`,
      hint: `cut it, e.g. "ffmpeg -i IN.wav -t ${heardSeconds} OUT.wav"`,
    };
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    const { message, hint } = error;
    return { message, ...(hint ? { hint } : {}) };
  }
}
