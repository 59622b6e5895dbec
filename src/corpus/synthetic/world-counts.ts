import { events } from './events.js';
import { type WorldName, worldSizes } from './recipe.js';

/** How much a world has to mix: types of events, and base clips for training and beside it. */
export function worldCounts(world: WorldName): { types: number; bases: number; heldOutBases: number } {
  const { train, valid, test } = worldSizes[world].bases;
  return { types: Object.keys(events).length, bases: train, heldOutBases: valid + test };
}
