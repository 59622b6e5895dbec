import { amplitude, type Clip, peak, rms } from '../../audio/index.js';
import { type Random, randomStream } from '../../core/index.js';
import { events } from './events.js';
import { type EventLevels, type Range, recipe } from './recipe.js';
import { scenes } from './scenes.js';
import { atLevel, bandNoise, inFrames, sampleRate, scaled, sum } from './synthesis.js';
import { type TaskName, taskLabels, taskWorlds } from './tasks.js';

/** An event in a clip: its type and the key of its random stream. */
export interface PlannedEvent {
  type: string;
  key: string;
}

/** The description of one clip to render; plain data, so that any worker can do it. */
export interface PlannedClip {
  /** path inside the folder of the world */
  file: string;
  /** key of the length and the background; clips that share it share both, sample for sample before the final level */
  recording: string;
  seconds: Range;
  /** whether its events have the levels of captioned clips */
  captioned?: boolean;
  /** with `fills`, an event fills the whole clip, otherwise a window of it */
  content: { scene?: string; events: PlannedEvent[]; fills?: boolean } | { task: TaskName; label: string };
}

/** Lengths are multiples of the hop of the tiny model's spectrogram. */
const lengthStep = 320;
const headroom = 0.99;

/** Rendered scenes and events by key, shared by the mixes of one recording. */
export type Layers = Map<string, Float64Array>;

/**
 * Renders one clip; the same seed and plan always give the same samples.
 * @param layers cached layers of earlier clips of the same recording, extended by this call
 */
export function render(
  seed: number,
  { recording, seconds, captioned, content }: PlannedClip,
  eventToSceneDb: EventLevels,
  layers: Layers = new Map(),
): Clip {
  const random = randomStream(seed, 'recording', recording);
  const frames = length(random, seconds);
  const levelDb = captioned ? eventToSceneDb.captioned : eventToSceneDb.taught;
  const once = (key: string, make: () => Float64Array): Float64Array => {
    const layer = layers.get(key) ?? make();
    layers.set(key, layer);
    return layer;
  };
  const mixed =
    'task' in content
      ? classified(random, content.task, content.label, frames)
      : sum(
          once(recording, () => background(random, content.scene, frames)),
          ...content.events.map(({ type, key }) =>
            once(key, () =>
              eventLayer(randomStream(seed, 'event', key), type, frames, content.fills ?? false, levelDb),
            ),
          ),
        );
  const gain = Math.min(amplitude(recipe.levelDb) / rms(mixed), headroom / peak(mixed));
  return { samples: new Float32Array(scaled(mixed, gain)), sampleRate };
}

function background(random: Random, scene: string | undefined, frames: number): Float64Array {
  return scene ? atLevel(scenes[scene]!.sound(random, frames), 1) : new Float64Array(frames);
}

/** An event in a window of the clip, at its level over a scene of level 1. */
function eventLayer(random: Random, type: string, frames: number, fills: boolean, levelDb: Range): Float64Array {
  const window = fills ? frames : Math.min(frames, length(random, recipe.eventSeconds));
  const layer = new Float64Array(frames);
  const start = random.integer(0, frames - window + 1);
  const gain = amplitude(random.uniform(...levelDb));
  layer.set(atLevel(events[type]!.sound(random, window), gain), start);
  return layer;
}

/** A sound of the class, a weaker one of another class, and noise. */
function classified(random: Random, task: TaskName, label: string, frames: number): Float64Array {
  const { competitorGapDb, competitorSpanDb, soundToNoiseDb } = recipe.classification;
  const { sounds } = taskWorlds[task];
  const other = random.pick(taskLabels(task).filter((name) => name !== label));
  const competitorDb = -(competitorGapDb[task] + random.uniform(0, competitorSpanDb));
  const noiseDb = -random.uniform(...soundToNoiseDb);
  return sum(
    atLevel(sounds[label]!(random, frames), 1),
    atLevel(sounds[other]!(random, frames), amplitude(competitorDb)),
    atLevel(bandNoise(random, frames, 50, 7900), amplitude(noiseDb)),
  );
}

function length(random: Random, seconds: Range): number {
  return lengthStep * Math.round(inFrames(random.uniform(...seconds)) / lengthStep);
}
