import { inspectAudio } from '../../audio/index.js';
import { AccError, formatError } from '../../core/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

/** `acc audio inspect`: what each file is, or what is wrong with it; the exit status is 1 where a file cannot be read. */
export async function inspect(
  { print, say, signal }: CommandContext,
  files: string[],
  { json }: { json?: boolean },
): Promise<void> {
  const tell = sayProgress(say, 'inspected');
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    tell({ done: index, total: files.length });
    try {
      const facts = await inspectAudio(file);
      if (json) {
        print(JSON.stringify(facts));
        continue;
      }
      const { format, codec, sampleRate, channels, frames, seconds, peak, rms, loudness, warnings } = facts;
      print(
        `${file}: ${format}, ${codec}, ${sampleRate} Hz, ${channels} channel${channels === 1 ? '' : 's'}, ${frames} frames (${seconds.toFixed(3)} s)`,
      );
      print(`  peak ${peak.toFixed(4)}, RMS ${rms.toFixed(4)}, loudness ${loudness.toFixed(1)} LUFS`);
      for (const warning of warnings) print(`  warning: ${warning}`);
    } catch (error) {
      if (!(error instanceof AccError)) throw error;
      process.exitCode = 1;
      if (json) {
        const { code, message, offset = null, hint } = error;
        print(JSON.stringify({ file, error: { code, message, offset, hint } }));
      } else say(`acc: ${formatError(error)}`);
    }
  }
}
