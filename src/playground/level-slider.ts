import { type Clip, fromPcm16, fullScale, resample, roundPcm16 } from '../audio/index.js';
import { escapeHtml } from '../core/index.js';
import { mixAtLevel, type Recipe, type RecipeEvent } from '../editing/index.js';
import { displaySymbol } from '../results/index.js';
import { mixHtml } from './mix-html.js';

/** The MIME type by which the book finds a slider. */
export const levelSliderType: string = 'application/vnd.acc-kit.level-slider+json';

/** The recipe of a clip with an event. */
export type EventRecipe = Recipe & { event: RecipeEvent };

/** The value of that type. */
export interface LevelSliderData {
  title: string;
  synthetic: boolean;
  recipe: EventRecipe;
  base: PackedSamples;
  event: PackedSamples;
}

/** Base64 of little-endian samples. */
export interface PackedSamples {
  type: 'pcm16' | 'float32';
  base64: string;
}

/** An event mixed into its base clip: in the book a reader chooses the level, other viewers show the recorded one. */
export interface LevelSlider {
  clip: string;
  /** the recorded level of the event over the base, dB */
  toBaseDb: number;
}

/**
 * A slider for the level of an event.
 * @param recipe of a clip with an event
 * @param sources the base and the event, as readWav gives them
 * @param options what stands above it; whether the kit synthesised the clips
 */
export function levelSlider(
  recipe: EventRecipe,
  sources: { base: Clip; event: Clip },
  { title, synthetic = false }: { title: string; synthetic?: boolean },
): LevelSlider {
  const slider: LevelSlider = { clip: recipe.clip, toBaseDb: recipe.event.toBaseDb };
  const atRate = (clip: Clip): Float32Array => resample(clip, recipe.sampleRate).samples;
  const bundle = (): Record<string, unknown> => {
    const [base, event] = [atRate(sources.base), atRate(sources.event)];
    const data: LevelSliderData = { title, synthetic, recipe, base: packed(base), event: packed(event) };
    const shown = mixHtml(recipe, mixAtLevel(recipe, { base, event }, slider.toBaseDb), slider.toBaseDb);
    return {
      [levelSliderType]: data,
      'text/html': `<p>${escapeHtml(heading(data))}</p>\n${shown}`,
      'text/plain': `${heading(data)}: event at ${slider.toBaseDb.toFixed(1)} dB over the base`,
    };
  };
  return Object.defineProperty(slider, displaySymbol, { value: bundle });
}

/**
 * The slider in the book: controls, and the picture that `src/playground/page.js` replaces. The data are a JSON script, which does not run.
 * @param id unique in the page
 */
export function levelSliderHtml(data: LevelSliderData, id: string): string {
  const { recipe } = data;
  const { toBaseDb } = recipe.event;
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return [
    `<div class="playground level-slider" id="${id}" role="group" aria-label="Level of the event">`,
    `<p>${escapeHtml(heading(data))}</p>`,
    '<div class="controls">',
    `<label for="${id}-level">Event over base, dB</label><input id="${id}-level" type="range" min="-30" max="20" step="0.5" autocomplete="off" value="${toBaseDb}">`,
    '<div class="buttons"><button type="button" class="play">Play</button>',
    `<button type="button" class="recorded">Recorded level, ${toBaseDb.toFixed(1)} dB</button></div>`,
    '</div>',
    `<div class="explanation" aria-live="polite">${mixHtml(recipe, mixAtLevel(recipe, unpackedSources(data), toBaseDb), toBaseDb)}</div>`,
    `<script type="application/json">${json}</script>`,
    '</div>',
  ].join('');
}

/** The sources of a slider, at the rate of its recipe. */
export function unpackedSources({ base, event }: LevelSliderData): { base: Float32Array; event: Float32Array } {
  return { base: unpacked(base), event: unpacked(event) };
}

function heading({ title, synthetic }: Pick<LevelSliderData, 'title' | 'synthetic'>): string {
  return synthetic ? `${title} (synthetic world)` : title;
}

/** 16-bit samples where they give the same floats, as those of a PCM16 file do. */
function packed(samples: Float32Array): PackedSamples {
  const values = new Int16Array(samples.length);
  roundPcm16(values, samples, fullScale);
  const isExact = fromPcm16(values, 1).every((value, index) => value === samples[index]);
  const kept = isExact ? values : samples;
  const base64 = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('base64');
  return { type: isExact ? 'pcm16' : 'float32', base64 };
}

function unpacked({ type, base64 }: PackedSamples): Float32Array {
  const { buffer } = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  return type === 'pcm16' ? fromPcm16(new Int16Array(buffer), 1) : new Float32Array(buffer);
}
