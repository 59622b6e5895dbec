import { peak, readClip } from '../audio/index.js';
import { AccError } from '../core/index.js';

/** A sound file and the CSV row that names it. */
export interface ListedAudio {
  file: string;
  listedIn: string;
  line: number;
}

/** A clip that never rises above -60 dBFS, or is shorter than a tenth of a second, gives nothing to mix. */
const silentPeak = 0.001;
const shortestSeconds = 0.1;
/** Files read at the same time. */
const together = 4;

/** Opens every file once; the first that is missing, unreadable, silent or too short is named with its row. */
export async function checkAudio(listed: readonly ListedAudio[]): Promise<void> {
  for (let start = 0; start < listed.length; start += together)
    await Promise.all(listed.slice(start, start + together).map(checkOne));
}

async function checkOne({ file, listedIn, line }: ListedAudio): Promise<void> {
  const { samples, sampleRate } = await readClip(file).catch((cause: Error) => {
    throw new AccError('corpus/bad-audio', { message: cause.message, file: listedIn, line, cause });
  });
  const seconds = samples.length / sampleRate;
  const reason =
    seconds < shortestSeconds ? `lasts ${seconds} s only` : peak(samples) <= silentPeak ? 'is silent' : undefined;
  if (reason) throw new AccError('corpus/silent-audio', { message: `${file} ${reason}`, file: listedIn, line });
}
