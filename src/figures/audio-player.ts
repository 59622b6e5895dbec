import { type Clip, encodeWav, peak, readWav } from '../audio/index.js';
import { escapeHtml } from '../core/index.js';
import { displaySymbol } from '../results/index.js';
import { type SoundOptions, syntheticMark, type TitledClip } from './sound.js';
import { waveformFigure } from './waveform-figure.js';

/** A clip that a notebook shows as a player with its waveform. */
export interface AudioPlayer {
  title: string;
  /** seconds */
  duration: number;
}

/** Two channels of equal length, left and right. */
export interface StereoClip {
  samples: readonly Float32Array[];
  /** samples per second, Hz */
  sampleRate: number;
}

/** Base64 adds a third to it. A longer clip is truncated, with a note. */
const maximumWavBytes = 6_000_000;

/**
 * A player for a clip: HTML with the audio and its waveform inside, the waveform alone for viewers that strip HTML, a
 * line of text.
 * Samples beyond ±1 are clipped. A clip above 6 MB (3 minutes at 16 kHz) is truncated.
 * @param sound a clip in memory, or the path of a WAV file (read when it is shown)
 * @param options whether the kit synthesised the clip, which the player then states
 * @throws 'core/file-missing' and the codes of readWav, when the player is shown
 */
export async function audioPlayer(
  sound: Clip | StereoClip | string,
  title: string,
  options: SoundOptions = {},
): Promise<AudioPlayer> {
  const { samples, sampleRate } = typeof sound === 'string' ? await readWav(sound) : sound;
  const channels = samples instanceof Float32Array ? [samples] : samples;
  const player: AudioPlayer = { title, duration: channels[0]!.length / sampleRate };
  return Object.defineProperty(player, displaySymbol, {
    value: () => bundle({ samples: channels, sampleRate }, player, options),
  });
}

async function bundle(
  { samples, sampleRate }: StereoClip,
  { title, duration }: AudioPlayer,
  { synthetic = false }: SoundOptions,
): Promise<Record<string, unknown>> {
  const { mimeBundle } = await import('./bundle.js');
  const names = samples.length === 1 ? [''] : ['left', 'right'];
  const panels = samples.map(
    (channel, i): TitledClip => ({ title: names[i]!, clip: { samples: channel, sampleRate } }),
  );
  const picture = await mimeBundle(waveformFigure(panels, title, { synthetic }));
  const frames = Math.min(samples[0]!.length, Math.floor(maximumWavBytes / (2 * samples.length)));
  const wav = encodeWav({ samples: samples.map((channel) => channel.subarray(0, frames)), sampleRate });
  const source = `data:audio/wav;base64,${Buffer.from(wav).toString('base64')}`;
  const picture64 = Buffer.from(String(picture['image/svg+xml'])).toString('base64');
  const mark = synthetic ? ` (${syntheticMark})` : '';
  const label = escapeHtml(title);
  const facts = [
    `${duration.toFixed(2)} s`,
    `${sampleRate} Hz`,
    ...(samples.length > 1 ? ['stereo'] : []),
    ...(frames < samples[0]!.length ? [`truncated to the first ${(frames / sampleRate).toFixed(0)} s`] : []),
    ...beyondFullScale(samples),
  ].join(', ');
  return {
    'text/html': [
      `<figure class="acc-audio" data-synthetic="${synthetic}" style="margin:0">`,
      `<figcaption>${label}${mark} <small>${facts}</small></figcaption>`,
      `<audio controls preload="metadata" aria-label="${label}" src="${source}"></audio>`,
      `<br><img alt="waveform of ${label}" style="max-width:100%" src="data:image/svg+xml;base64,${picture64}"></figure>`,
    ].join(''),
    'image/svg+xml': picture['image/svg+xml'],
    'image/png': picture['image/png'],
    'text/plain': `${title}${mark}: ${facts}`,
  };
}

function beyondFullScale(channels: readonly Float32Array[]): string[] {
  const highest = Math.max(...channels.map(peak));
  return highest > 1 ? [`peak ${highest.toFixed(2)} clipped at 1`] : [];
}
