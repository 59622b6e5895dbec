import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, formatError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';

/** `acc audio inspect`: the properties of each file, or its defect; the exit status is 1 where a file cannot be read. */
export function registerInspect(audio: CommandUnknownOpts, context: CommandContext): void {
  audio
    .command('inspect')
    .description('show format, codec, sample rate, channels, length, levels and warnings, or why a file cannot be used')
    .argument('<files...>', 'WAV files; FLAC, Ogg, MP3 and MPEG-4 through ffmpeg')
    .option('--json', 'one JSON object per file and line: its properties, or { error: { code, message, offset } }')
    .addHelpText('after', '\nExit status 1 if a file cannot be read.\n\nExample:\n  acc audio inspect clip.wav --json')
    .action((files, { json }) => inspectFiles(context, files, json));
}

async function inspectFiles({ print, log, signal }: CommandContext, files: string[], json = false): Promise<void> {
  const { inspectAudio } = await import('../../audio/index.js');
  const onProgress = logProgress(log, 'inspected');
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    onProgress({ done: index, total: files.length });
    try {
      const inspected = await inspectAudio(file);
      if (json) {
        print(JSON.stringify(inspected));
        continue;
      }
      const { format, codec, sampleRate, channels, frames, seconds, peak, rms, loudness, warnings } = inspected;
      print(
        `${file}: ${format}, ${codec}, ${sampleRate} Hz, ${channels} channel${channels === 1 ? '' : 's'}, ${frames} frames (${seconds.toFixed(3)} s)`,
      );
      print(
        `  peak ${peak.toFixed(4)}, RMS ${rms.toFixed(4)}, ${loudness === null ? 'no loudness' : `loudness ${loudness.toFixed(1)} LUFS`}`,
      );
      for (const warning of warnings) print(`  warning: ${warning}`);
    } catch (error) {
      process.exitCode = 1;
      if (json) print(JSON.stringify({ file, error: facts(error) }));
      else log(`acc: ${error instanceof AccError ? '' : `${file}: `}${formatError(error)}`);
    }
  }
}

function facts(error: unknown): object {
  if (!(error instanceof AccError)) return { code: 'unexpected', message: (error as Error).message };
  const { code, message, offset = null, hint } = error;
  return { code, message, offset, hint };
}
