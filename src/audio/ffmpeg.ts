import { AccError } from '../core/index.js';
import type { Clip } from './clip.js';
import { audioLimits } from './limits.js';
import { decodeWav } from './wav/index.js';

/**
 * Decodes a file through ffmpeg, with its channels averaged as `readWav` does: ffmpeg's own down-mix of stereo is 3 dB louder.
 * @throws 'audio/no-ffmpeg', 'audio/ffmpeg-failed' with ffmpeg's message, 'audio/beyond-limit'
 */
export async function readThroughFfmpeg(file: string, container: string): Promise<Clip> {
  return decodeWav(await wavThroughFfmpeg(file, container), file);
}

/** ffmpeg stops soon after so many bytes, more than the limit of samples: the reader then names the limit. */
const mostBytes = 4 * audioLimits.samples.most + 2 ** 20;

/** Decodes a file to 32-bit float WAV, with its original rate and channels. */
export async function wavThroughFfmpeg(file: string, container: string): Promise<Uint8Array> {
  const input = file.startsWith('-') ? `./${file}` : file;
  const flags = ['-v', 'error', '-nostdin', '-xerror', '-protocol_whitelist', 'file,pipe', '-i', input];
  const wav = ['-map', '0:a:0', '-f', 'wav', '-c:a', 'pcm_f32le', '-fs', String(mostBytes), 'pipe:1'];
  const { execa } = await import('execa'); // a hundred modules, not needed to read WAV
  try {
    const { stdout } = await execa('ffmpeg', [...flags, ...wav], {
      encoding: 'buffer',
      stdin: 'ignore',
      maxBuffer: 2 * mostBytes,
    });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Uint8Array };
    if (code === 'ENOENT')
      throw new AccError('audio/no-ffmpeg', {
        message: `${file}, byte 0: this is ${container}, which requires ffmpeg, and ffmpeg is not on the PATH`,
        file,
        offset: 0,
        hint: 'install ffmpeg, or convert the file to WAV',
      });
    const reason = Buffer.from(stderr ?? '')
      .toString('utf8')
      .trim()
      .split('\n')[0];
    throw new AccError('audio/ffmpeg-failed', {
      message: `${file}: ffmpeg cannot decode this ${container}: ${reason}`,
      file,
      cause: error,
    });
  }
}
