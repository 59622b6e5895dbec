import { randomStream } from '../../core/index.js';
import type { CaptionItem, ClassificationItem } from '../types.js';
import { events } from './events.js';
import { captionedClip, classClip, joined, many, numbered, type Planned } from './plan.js';
import { type Range, recipe } from './recipe.js';
import { scenes } from './scenes.js';
import { type TaskName, taskLabels } from './tasks.js';
import { audiocapsReferences, clothoReferences } from './wording.js';

/** A caption item of the world, with its scene and event. */
export interface WorldCaptionItem extends CaptionItem {
  scene: string;
  event: string;
}

/** The two captioning sets of the paper; the wording of the second differs from all training data of the arms. */
export type CaptionSetName = 'audiocaps' | 'clotho';

export const captionSetNames: readonly CaptionSetName[] = ['audiocaps', 'clotho'];

const captionSets: Record<CaptionSetName, CaptionSet> = {
  audiocaps: { references: audiocapsReferences, seconds: recipe.clipSeconds },
  clotho: { references: clothoReferences, seconds: recipe.longClipSeconds },
};

interface CaptionSet {
  references: (scene: string, event: string) => string[];
  seconds: Range;
}

/** Clips that no training row uses, with five references each. */
export function planCaptions(seed: number, name: CaptionSetName, count: number): Planned<WorldCaptionItem> {
  const { references, seconds } = captionSets[name];
  return joined(
    many(count, (index) => {
      const id = `${name}-${numbered(index)}`;
      const audio = `captions/${id}.wav`;
      const random = randomStream(seed, 'plan', 'captions', id);
      const scene = random.pick(Object.keys(scenes));
      const event = random.pick(Object.keys(events));
      return {
        clips: [captionedClip(audio, scene, event, seconds)],
        rows: [{ id, audio, references: references(scene, event), scene, event }],
      };
    }),
  );
}

/** Items of one classification task; the labels alternate. */
export function planTask(task: TaskName, count: number): Planned<ClassificationItem> {
  const labels = taskLabels(task);
  return joined(
    many(count, (index) => {
      const id = `${task}-${numbered(index)}`;
      const audio = `tasks/${id}.wav`;
      const label = labels[index % labels.length]!;
      return { clips: [classClip(audio, audio, task, label)], rows: [{ id, audio, label }] };
    }),
  );
}
