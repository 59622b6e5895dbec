import { encodeWav } from '../../audio/index.js';
import { planWorld } from './plan-world.js';
import type { WorldSizes } from './recipe.js';
import { render } from './render.js';

/**
 * Renders single clips of a world, without the others.
 * @returns the bytes of a clip by its path inside the world, as writeWorld writes them; undefined where the world has no such clip
 */
export function worldClips(seed: number, sizes: WorldSizes): (file: string) => Uint8Array | undefined {
  const planned = new Map(planWorld(seed, sizes).clips.map((clip) => [clip.file, clip]));
  return (file) => {
    const clip = planned.get(file);
    return clip && encodeWav(render(seed, clip, sizes.eventToSceneDb));
  };
}
