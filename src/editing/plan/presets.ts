/**
 * The readings of "148,500 pairs" (paper, "Construction of the ADC and ACC Dataset"), which the paper leaves open: 148,500 are six pairs of
 * 24,750 triples. Each reading enumerates pairs of event types and the base clips of each; none is sampled.
 */
export interface Preset {
  /** what is enumerated, in one line */
  what: string;
  /** every two types, disjoint couples of types, or every two types in turn with one couple per base clip */
  couples: 'all' | 'disjoint' | 'in turn';
  /** base clips of each couple of types */
  basesPerCouple: number;
}

/** The paper's number of event types (AuditEval: 8 categories, 100 types, 400 clips) and of editing pairs. */
export const paperTypes: number = 100;
export const paperPairs: number = 148_500;
export const pairsPerTriple: number = 6;

export type PresetName = 'all-pairs-5' | 'disjoint-50x495' | 'one-pair-per-base';

export const presets: Readonly<Record<PresetName, Preset>> = {
  'all-pairs-5': {
    what: 'every two types of events, each couple with 5 base clips of its own, as far as there are enough',
    couples: 'all',
    basesPerCouple: 5,
  },
  'disjoint-50x495': {
    what: 'each type in one couple, all couples with the same 495 base clips',
    couples: 'disjoint',
    basesPerCouple: 495,
  },
  'one-pair-per-base': {
    what: 'one couple of types per base clip, every two types equally often, over 24,750 base clips',
    couples: 'in turn',
    basesPerCouple: 5,
  },
};

/** The number of pairs of a plan, with its arithmetic. */
export interface PairCount {
  triples: number;
  pairs: number;
  /** '6 · C(100, 2) · 5 = 6 · 4,950 · 5 = 148,500' */
  text: string;
}

/** The size of a preset. */
export interface ClosedForm extends PairCount {
  couples: number;
  basesPerCouple: number;
  /** whether there are as many base clips as the preset needs */
  whole: boolean;
}

/**
 * The closed form of a preset.
 * @param types of events
 * @param bases number of available base clips: a couple cannot have more
 */
export function closedForm(name: PresetName, types: number, bases: number): ClosedForm {
  const { couples: kind, basesPerCouple: asked } = presets[name];
  const couples = kind === 'disjoint' ? Math.floor(types / 2) : (types * (types - 1)) / 2;
  const couplesText = kind === 'disjoint' ? `(${types} / 2)` : `C(${types}, 2)`;
  if (kind === 'in turn') {
    const triples = Math.min(bases, couples * asked);
    const whole = triples === couples * asked;
    const count = whole
      ? `(${couplesText} · ${asked}) base clips = 6 · ${grouped(triples)}`
      : `${grouped(triples)} base clips`;
    const pairs = pairsPerTriple * triples;
    return { couples, basesPerCouple: asked, triples, pairs, whole, text: `6 · 1 · ${count} = ${grouped(pairs)}` };
  }
  const basesPerCouple = Math.min(asked, bases);
  const triples = couples * basesPerCouple;
  const pairs = pairsPerTriple * triples;
  const text = `6 · ${couplesText} · ${basesPerCouple} = 6 · ${grouped(couples)} · ${basesPerCouple} = ${grouped(pairs)}`;
  return { couples, basesPerCouple, triples, pairs, whole: basesPerCouple === asked, text };
}

/** 148500 → '148,500' */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
