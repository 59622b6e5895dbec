import { randomStream } from '../../core/index.js';
import type { BaseClip, EventClip, Split } from '../types.js';
import { splits } from '../types.js';
import { events } from './events.js';
import { captionedClip, joined, many, mixClip, numbered, type Planned } from './plan.js';
import { recipe, type WorldSizes } from './recipe.js';
import { scenes } from './scenes.js';
import { audiocapsCaption, audiocapsReferences, captionConnectors, described } from './wording.js';

/** Base clips with a scene and an event each, with paths inside the folder; splits share no recordings. */
export function planBases(seed: number, counts: WorldSizes['bases']): Planned<BaseClip> {
  return joined(splits.flatMap((split) => many(counts[split], (index) => base(seed, split, index))));
}

function base(seed: number, split: Split, index: number): Planned<BaseClip> {
  const id = `${split}-${numbered(index)}`;
  const file = `bases/${id}.wav`;
  const random = randomStream(seed, 'plan', 'bases', id);
  const scene = random.pick(Object.keys(scenes));
  const event = random.pick(Object.keys(events));
  const caption = audiocapsCaption(scene, event, random.pick(captionConnectors));
  return {
    clips: [captionedClip(file, scene, event)],
    rows: [{ id, caption, references: audiocapsReferences(scene, event), file, split }],
  };
}

/** Events for mixing, a number per type and split, so that test mixes contain sounds that were never trained on. */
export function planEvents(counts: WorldSizes['eventClips']): Planned<EventClip> {
  const parts = splits.flatMap((split) => many(counts[split], () => split));
  return joined(
    Object.entries(events).flatMap(([type, { category }]) =>
      parts.map((split, index) => {
        const id = `${type}-${numbered(index)}`;
        const file = `events/${id}.wav`;
        const clip = { ...mixClip(file, file, undefined, [type], recipe.eventSeconds), fills: true };
        return { clips: [clip], rows: [{ id, category, type, description: described(type), file, split }] };
      }),
    ),
  );
}
