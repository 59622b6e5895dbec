import { type EditingPair, sentence } from '../editing/index.js';
import { cleanOverlap, naiveOverlap } from './commonality.js';

/**
 * How the target of a replace pair is made:
 * 'paper-naive' the longest shared phrase as it is, often with a dangling connector;
 * 'paper-clean' the same with its edges trimmed, or caption(x) if too little is left;
 * 'provenance' caption(x), known from the construction of the pair, which the paper's rule approximates.
 */
export const accModes = ['paper-naive', 'paper-clean', 'provenance'] as const;

export type AccMode = (typeof accModes)[number];

export interface AccTarget {
  /** '' only for status 'empty' */
  text: string;
  /**
   * unchanged, trimmed at the edges, replaced by caption(x), or empty as nothing is shared: such a pair has no target
   */
  status: 'exact' | 'trimmed' | 'fallback' | 'empty';
}

/**
 * What both clips of a pair have in common (paper, "Construction of the ADC and ACC Dataset"): add keeps the caption
 * before, delete the caption after, replace the longest phrase that both captions share.
 */
export function accTarget(pair: EditingPair, mode: AccMode = 'paper-clean'): AccTarget {
  const { operation, pre, post, base } = pair;
  if (operation === 'add') return { text: pre.caption, status: 'exact' };
  if (operation === 'delete') return { text: post.caption, status: 'exact' };
  if (mode === 'provenance') return { text: sentence(base.caption), status: 'exact' };
  const { text, trimmed } = (mode === 'paper-naive' ? naiveOverlap : cleanOverlap)(pre.caption, post.caption);
  if (text !== '') return { text, status: trimmed ? 'trimmed' : 'exact' };
  return mode === 'paper-naive' ? { text, status: 'empty' } : { text: sentence(base.caption), status: 'fallback' };
}
