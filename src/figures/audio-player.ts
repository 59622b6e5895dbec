import { type Clip, encodeWav, readWav } from '../audio/index.js';
import { displaySymbol, escapeHtml } from '../results/index.js';
import { type SoundOptions, syntheticMark, type TitledClip } from './sound.js';
import { waveformFigure } from './waveform-figure.js';

/** A clip that a notebook shows as a player with its waveform. */
export interface AudioPlayer {
  title: string;
  /** seconds */
  duration: number;
}

/**
 * A player for a clip: HTML with the sound inside, the waveform as a picture for viewers that strip HTML, a line of text.
 * @param sound a clip in memory, or the path of a WAV file (read when it is shown)
 * @param options whether the kit made the sound, which the player then says
 * @throws 'core/file-missing' and the codes of readWav, when the player is shown
 */
export async function audioPlayer(
  sound: Clip | string,
  title: string,
  options: SoundOptions = {},
): Promise<AudioPlayer> {
  const clip = typeof sound === 'string' ? await readWav(sound) : sound;
  const player: AudioPlayer = { title, duration: clip.samples.length / clip.sampleRate };
  return Object.defineProperty(player, displaySymbol, { value: () => bundle({ title, clip }, options) });
}

async function bundle(
  { title, clip }: TitledClip,
  { synthetic = false }: SoundOptions,
): Promise<Record<string, unknown>> {
  const { mimeBundle } = await import('./bundle.js');
  const picture = await mimeBundle(waveformFigure([{ title: '', clip }], title, { synthetic }));
  const source = `data:audio/wav;base64,${Buffer.from(encodeWav(clip)).toString('base64')}`;
  const label = escapeHtml(title);
  const mark = synthetic ? ` (${syntheticMark})` : '';
  return {
    'text/html': `<figure class="acc-audio" data-synthetic="${synthetic}" style="margin:0"><figcaption>${label}${mark}</figcaption><audio controls preload="metadata" aria-label="${label}" src="${source}"></audio></figure>`,
    'image/svg+xml': picture['image/svg+xml'],
    'image/png': picture['image/png'],
    'text/plain': `${title}${mark}: ${(clip.samples.length / clip.sampleRate).toFixed(2)} s, ${clip.sampleRate} Hz`,
  };
}
