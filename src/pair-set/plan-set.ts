import { AccError, assertUniqueIds } from '../core/index.js';
import { type BaseClip, type EventClip, type Split, splits } from '../corpus/index.js';
import { enumerateTriples, type PairCount, planPreset, type Triple, type TriplePlan } from '../editing/index.js';
import { type PairChoice, plannedCount, type SourceCounts } from './planned-pairs.js';

/** What a set is built from. */
export interface SetSources {
  bases: readonly BaseClip[];
  events: readonly EventClip[];
}

export interface PlanOptions {
  seed: number;
  /** the split to which the choice applies */
  split?: Split;
  /** triples of each base clip of the other splits, for evaluation pairs */
  heldOutTriplesPerBase?: number;
  /** build only the first so many triples of the plan */
  limit?: number | undefined;
}

/** The triples of a set in the order in which they are built: those of the choice, then those of the other splits. */
export interface SetPlan extends TriplePlan {
  closedForm: PairCount;
  /** triples of the closed form without a remaining base clip whose caption names neither event */
  unfilled: number;
}

/**
 * Plans a set of pairs. Base clips and events of other splits do not change the triples of a split.
 * @throws 'corpus/duplicate-id'; 'corpus/too-few-types' for a preset, 'editing/too-few-events' for triples per base clip
 */
export function planSet(
  choice: PairChoice,
  sources: SetSources,
  { seed, split = 'train', heldOutTriplesPerBase = 0, limit = Number.POSITIVE_INFINITY }: PlanOptions,
): SetPlan {
  assertUniqueSources(sources.bases);
  assertUniqueSources(sources.events);
  const perBase = (part: Split, triplesPerBase: number): TriplePlan & { unfilled: number } => ({
    ...enumerateTriples(sources, { split: part, triplesPerBase, seed }),
    unfilled: 0,
  });
  const chosen =
    'preset' in choice
      ? planPreset(choice.preset, { ...sourcesOf(split, sources), seed, limit })
      : perBase(split, choice.triplesPerBase);
  const others = splits.filter((part) => part !== split).map((part) => perBase(part, heldOutTriplesPerBase));
  const triples: Triple[] = [chosen, ...others].flatMap((plan) => plan.triples);
  return {
    triples: triples.slice(0, limit),
    rejected: [chosen, ...others].flatMap((plan) => plan.rejected),
    closedForm: plannedCount(choice, sourceCounts(sources, split), heldOutTriplesPerBase),
    unfilled: chosen.unfilled,
  };
}

/** The number of available sources: base clips and types of events of the split, base clips of the others. */
export function sourceCounts(sources: SetSources, split: Split = 'train'): SourceCounts {
  const { bases, events } = sourcesOf(split, sources);
  const types = new Set(events.map(({ type }) => type)).size;
  return { types, bases: bases.length, heldOutBases: sources.bases.length - bases.length };
}

function sourcesOf(split: Split, { bases, events }: SetSources): { bases: BaseClip[]; events: EventClip[] } {
  return {
    bases: bases.filter((base) => base.split === split),
    events: events.filter((event) => (event.split ?? split) === split),
  };
}

/** Clips are named after ids: a second base clip with the same id would get the audio of the first. */
function assertUniqueSources(sources: readonly { id: string }[]): void {
  const duplicate = (id: string): AccError =>
    new AccError('corpus/duplicate-id', { message: `duplicate id "${id}" in the corpus` });
  assertUniqueIds(sources, ({ id }) => id, duplicate);
}
