import type { BaseClip, EventClip } from '../../corpus/index.js';
import type { Triple } from '../types.js';

/** A triple with its id, which is the same in every run. */
export function triple(base: BaseClip, a: EventClip, b: EventClip): Triple {
  return { id: `${base.id}+${a.id}+${b.id}`, split: base.split, base, a, b };
}
