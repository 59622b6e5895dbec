import { findSet } from '../catalogue/index.js';

/** Whether training shares clips with evaluation: none, or those of the in-domain captioning sets. */
export const splitPolicies = ['clean', 'overlapping'] as const;

export type SplitPolicy = (typeof splitPolicies)[number];

/** In `evaluate`: the held-out clips of the experiment's own corpus, as a set with the name of that corpus. */
export const heldOutName: string = 'held-out';

/** Whether training can share the clips of a set of `evaluate`: one that is captioned in the manner of the training captions. */
export function isInDomain(set: string): boolean {
  return set === heldOutName || findSet(set)?.inDomain === true;
}

/** The stage with the training pairs of arms of a policy. */
export function editingName(policy: SplitPolicy): string {
  return policy === 'clean' ? 'editing pairs' : `editing pairs (${policy})`;
}

/** The stage that says what overlapping arms share with evaluation; only runs with such arms have it. */
export const leakageName: string = 'leakage (overlapping)';
