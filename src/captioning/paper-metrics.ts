/** The ten columns of the paper's Tables 1 and 2, in their order. */
export const paperMetrics = [
  'bleu_1',
  'bleu_2',
  'bleu_3',
  'bleu_4',
  'fense',
  'spice',
  'spider',
  'cider_d',
  'meteor',
  'rouge_l',
] as const;

export type PaperMetric = (typeof paperMetrics)[number];
