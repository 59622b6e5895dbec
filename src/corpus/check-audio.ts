import { peak, readClip, shortestSeconds, silentPeak } from '../audio/index.js';
import { AccError, batches, type ErrorCode } from '../core/index.js';

/** An audio file and the CSV row that lists it. */
export interface ListedAudio {
  file: string;
  listedIn: string;
  line: number;
}

/** Why an audio file is unusable for mixing. */
export interface AudioFault {
  code: Extract<ErrorCode, 'corpus/bad-audio' | 'corpus/silent-audio'>;
  message: string;
  hint?: string;
  cause?: unknown;
}

/** Number of files read concurrently. */
const concurrency = 4;

/** Opens every file once. @param onFault receives the error of a file that is missing, unreadable, silent or too short, with its row */
export async function checkAudio(listed: readonly ListedAudio[], onFault: (error: AccError) => void): Promise<void> {
  await eachConcurrently(listed, async ({ file, listedIn, line }) => {
    const fault = await audioFault(file);
    if (fault) onFault(new AccError(fault.code, { ...fault, file: listedIn, line }));
  });
}

/** Checks one audio file for being missing, unreadable, silent or too short; undefined if it is usable. */
export async function audioFault(file: string): Promise<AudioFault | undefined> {
  const clip = await readClip(file).catch((cause: Error) => cause);
  if (clip instanceof Error) return unreadable(file, clip);
  const seconds = clip.samples.length / clip.sampleRate;
  const reason =
    seconds < shortestSeconds
      ? `is only ${seconds} s long`
      : peak(clip.samples) <= silentPeak
        ? 'is silent'
        : undefined;
  return reason === undefined ? undefined : { code: 'corpus/silent-audio', message: `${file} ${reason}` };
}

/** An error without a name does not name the file either. */
function unreadable(file: string, cause: Error): AudioFault {
  const named = cause instanceof AccError;
  const message = named ? cause.message : `${file}: ${cause.message}`;
  return { code: 'corpus/bad-audio', message, ...(named && cause.hint && { hint: cause.hint }), cause };
}

/** Processes a few items at a time, in order; throws the first failure. */
export async function eachConcurrently<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const some of batches(items, concurrency)) await Promise.all(some.map(work));
}
