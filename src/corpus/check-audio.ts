import { peak, readClip, shortestSeconds, silentPeak } from '../audio/index.js';
import { AccError, type ErrorCode } from '../core/index.js';

/** A sound file and the CSV row that names it. */
export interface ListedAudio {
  file: string;
  listedIn: string;
  line: number;
}

/** Why a sound file gives nothing to mix. */
export interface AudioFault {
  code: Extract<ErrorCode, 'corpus/bad-audio' | 'corpus/silent-audio'>;
  message: string;
  cause?: unknown;
}

/** Files read at the same time. */
const together = 4;

/** Opens every file once; the first that is missing, unreadable, silent or too short is named with its row. */
export async function checkAudio(listed: readonly ListedAudio[]): Promise<void> {
  await eachTogether(listed, async ({ file, listedIn, line }) => {
    const fault = await audioFault(file);
    if (fault) throw new AccError(fault.code, { ...fault, file: listedIn, line });
  });
}

/** What is wrong with one sound file: it is missing, unreadable, silent or too short; undefined where nothing is. */
export async function audioFault(file: string): Promise<AudioFault | undefined> {
  const clip = await readClip(file).catch((cause: Error) => cause);
  if (clip instanceof Error) return { code: 'corpus/bad-audio', message: clip.message, cause: clip };
  const seconds = clip.samples.length / clip.sampleRate;
  const reason =
    seconds < shortestSeconds ? `lasts ${seconds} s only` : peak(clip.samples) <= silentPeak ? 'is silent' : undefined;
  return reason === undefined ? undefined : { code: 'corpus/silent-audio', message: `${file} ${reason}` };
}

/** Does a few pieces of work at a time, in order; the first failure is thrown. */
export async function eachTogether<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += together)
    await Promise.all(items.slice(start, start + together).map(work));
}
