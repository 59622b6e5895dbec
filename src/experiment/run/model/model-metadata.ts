import type { ResultRow } from '../../../results/index.js';
import { isSynthetic, type ModelCard } from './card-facts.js';

/** The metadata of a model card as model hubs read them: licence, base, library, task and results. */
export function modelMetadata(card: ModelCard): Record<string, unknown> {
  const { run, arm, draw, base, merged, licence } = card;
  return {
    license: licence.toLowerCase(),
    language: ['en'],
    library_name: merged ? 'transformers' : 'peft',
    pipeline_tag: 'audio-text-to-text',
    ...(base.published && { base_model: base.name, base_model_relation: merged ? 'finetune' : 'adapter' }),
    tags: ['qwen2_audio', 'lora', 'audio-captioning', 'acc-kit', ...(isSynthetic(run) ? ['synthetic'] : [])],
    'model-index': [{ name: `${run.name} ${arm}`, results: results(run.scores(arm, draw)) }],
  };
}

/** One result per set with a value. */
function results(rows: readonly ResultRow[]): unknown[] {
  const known = rows.filter(({ value }) => value !== null);
  return [...new Set(known.map(({ set }) => set))].map((set) => {
    const ofSet = known.filter((row) => row.set === set);
    const { kind, setLabel, synthetic } = ofSet[0]!;
    return {
      task: { type: kind === 'caption' ? 'audio-captioning' : 'audio-classification' },
      dataset: { type: set, name: `${setLabel}${synthetic ? ', synthetic' : ''}` },
      metrics: ofSet.map(({ metric, metricLabel, value }) => ({ type: metric, name: metricLabel, value })),
    };
  });
}
