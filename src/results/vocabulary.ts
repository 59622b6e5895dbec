/** The ten caption metrics in the order of the paper's Tables 1 and 2, as people write them. */
export const captionMetrics: Readonly<Record<string, string>> = {
  bleu_1: 'BLEU-1',
  bleu_2: 'BLEU-2',
  bleu_3: 'BLEU-3',
  bleu_4: 'BLEU-4',
  fense: 'FENSE',
  spice: 'SPICE',
  spider: 'SPIDEr',
  cider_d: 'CIDEr-D',
  meteor: 'METEOR',
  rouge_l: 'ROUGE-L',
};

/** Evaluation sets of the paper: what the table calls them, and what their stand-in is called in the synthetic world. */
const sets: Readonly<Record<string, { label: string; task?: string; standIn: string }>> = {
  audiocaps: { label: 'AudioCaps', standIn: 'in-domain captions' },
  clotho: { label: 'Clotho', standIn: 'out-of-domain captions' },
  vocal: { label: 'VocalSound', task: 'VSC', standIn: 'vocal sounds' },
  emotion: { label: 'IEMOCAP', task: 'SER', standIn: 'voices with emotion' },
  instrument: { label: 'NSynth', task: 'MIC', standIn: 'instrument notes' },
  genre: { label: 'GTZAN', task: 'MGC', standIn: 'music by genre' },
};

/** The caption sets of Tables 1 and 2 and the tasks of Table 3, in the paper's order. */
export const captionSets: readonly string[] = ['audiocaps', 'clotho'];
export const classificationSets: readonly string[] = ['vocal', 'emotion', 'instrument', 'genre'];

/** The arms of the paper, in the order that tables and figures show them. */
export const arms: readonly string[] = ['Ori', 'AC', 'ADC', 'ACC', 'AC+ADC', 'AC+ACC'];

/** 'bleu_1' → 'BLEU-1'; a metric that the paper does not have keeps its name. */
export function metricLabel(metric: string): string {
  return metric === 'accuracy' ? 'Accuracy' : (captionMetrics[metric] ?? metric);
}

/** 'vocal' → 'VSC, VocalSound', and in the synthetic world 'VSC, vocal sounds': a stand-in never bears the data set's name. */
export function setLabel(set: string, synthetic: boolean): string {
  const known = sets[set];
  if (!known) return set;
  const name = synthetic ? known.standIn : known.label;
  return known.task ? `${known.task}, ${name}` : name;
}

/** A value as a cell prints it: accuracies in percent with two decimals, caption scores with four. */
export function formatValue(value: number, metric: string): string {
  return metric === 'accuracy' ? `${(100 * value).toFixed(2)} %` : value.toFixed(4);
}

/** Known names first and in the paper's order, others after them as they first appear. */
export function inPaperOrder(names: Iterable<string>, known: readonly string[]): string[] {
  const found = new Set(names);
  return [...known.filter((name) => found.has(name)), ...[...found].filter((name) => !known.includes(name))];
}
