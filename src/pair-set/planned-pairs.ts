import { inUnits } from '../core/index.js';
import {
  closedForm,
  grouped,
  type MixOptions,
  type PairCount,
  type PresetName,
  perBaseCount,
} from '../editing/index.js';

/** Which pairs are built: one reading of the paper's 148,500, or a number of triples per base clip. */
export type PairChoice = { preset: PresetName } | { triplesPerBase: number };

/** The number of available sources. */
export interface SourceCounts {
  /** types of events */
  types: number;
  /** base clips of the split to which the choice applies */
  bases: number;
  /** base clips of the other splits */
  heldOutBases?: number;
}

export interface PlannedPairs extends PairCount {
  /** upper bound: an x that is not scaled is one file for all triples of its base clip */
  clips: number;
  /** upper bound for the clips on disk; null if each clip has the length of its base clip */
  bytes: number | null;
}

const clipsPerTriple = 3;

/**
 * The size of a choice, before any file is read, with its arithmetic: '6 · C(100, 2) · 5 = 6 · 4,950 · 5 = 148,500
 * pairs;
 * 3 · 24,750 = 74,250 clips of 10 s, 23.8 GB'. Base clips whose captions name an event may reduce it.
 */
export function plannedPairs(
  choice: PairChoice,
  counts: SourceCounts,
  {
    heldOutTriplesPerBase = 0,
    mix,
  }: { heldOutTriplesPerBase?: number; mix: Pick<MixOptions, 'seconds' | 'sampleRate'> },
): PlannedPairs {
  const { triples, pairs, text } = plannedCount(choice, counts, heldOutTriplesPerBase);
  const clips = clipsPerTriple * triples;
  const bytes = mix.seconds === null ? null : clips * clipBytes(mix.seconds, mix.sampleRate);
  const size = bytes === null ? ' as long as their base clips' : ` of ${mix.seconds} s, ${inUnits(bytes)}`;
  const clipsText = `${clipsPerTriple} · ${grouped(triples)} = ${grouped(clips)} clips${size}`;
  return { triples, pairs, clips, bytes, text: `${text} pairs; ${clipsText}` };
}

/** The pairs of a choice, and those of the other splits. */
export function plannedCount(
  choice: PairChoice,
  { types, bases, heldOutBases = 0 }: SourceCounts,
  heldOutTriplesPerBase: number,
): PairCount {
  const chosen =
    'preset' in choice ? closedForm(choice.preset, types, bases) : perBaseCount(choice.triplesPerBase, bases);
  const heldOut = perBaseCount(heldOutTriplesPerBase, heldOutBases);
  const texts = [
    ...(chosen.triples > 0 || heldOut.triples === 0 ? [chosen.text] : []),
    ...(heldOut.triples > 0 ? [`held out ${heldOut.text}`] : []),
  ];
  return {
    triples: chosen.triples + heldOut.triples,
    pairs: chosen.pairs + heldOut.pairs,
    text: texts.join(', and '),
  };
}

/** The size of a WAV file of 16-bit samples. */
export function clipBytes(seconds: number, sampleRate: number): number {
  return 44 + 2 * Math.round(seconds * sampleRate);
}
