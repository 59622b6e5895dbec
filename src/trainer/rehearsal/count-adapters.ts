import type { FlagValue } from '../settings.js';
import type { ModelPart } from './counted-training.js';
import type { ModelConfig } from './model-shape.js';

/** Linear modules of one name, in all layers. */
interface LinearModules {
  part: ModelPart;
  /** the end of their names */
  name: string;
  /** their whole name, with * for the layer */
  path: string;
  count: number;
  inputs: number;
  outputs: number;
}

/**
 * The adapters of a LoRA training by arithmetic: rank × (inputs + outputs) of every chosen module. `acc rehearse` counts them with peft.
 * @param values flags of `swift sft`
 * @returns undefined where the flags choose modules in another way
 */
export function countAdapters(
  config: ModelConfig,
  values: Record<string, FlagValue>,
): { modules: number; parameters: number } | undefined {
  const { tuner_type, lora_rank, target_modules, target_regex, modules_to_save, use_dora } = values;
  if (tuner_type !== 'lora' || modules_to_save !== undefined || use_dora === true) return undefined;
  if (target_regex !== undefined) return sizesOf(matching(config, String(target_regex)), lora_rank);
  const targets = [target_modules].flat().map(String);
  const isChosen = ({ part, name }: LinearModules): boolean =>
    targets.includes('all-linear') ? isTuned(part, values) : targets.includes(name);
  const chosen = linearModules(config).filter(isChosen);
  const named = targets.every((target) => target === 'all-linear' || chosen.some(({ name }) => name === target));
  return named ? sizesOf(chosen, lora_rank) : undefined;
}

function sizesOf(
  chosen: readonly LinearModules[],
  rank: FlagValue | undefined,
): { modules: number; parameters: number } | undefined {
  const sum = (of: (modules: LinearModules) => number): number => chosen.reduce((all, one) => all + of(one), 0);
  const parameters = sum(({ count, inputs, outputs }) => Number(rank) * count * (inputs + outputs));
  return chosen.length === 0 ? undefined : { modules: sum(({ count }) => count), parameters };
}

/** Modules of which peft finds the whole name to match; none where JavaScript cannot read the expression, or it chooses others besides. */
function matching(config: ModelConfig, expression: string): LinearModules[] {
  const pattern = parsed(`^(?:${expression})$`);
  if (!pattern || otherModules.some((name) => pattern.test(name))) return [];
  return linearModules(config).flatMap((modules) => {
    const names = Array.from({ length: modules.count }, (_, layer) => modules.path.replace('*', String(layer)));
    const count = names.filter((name) => pattern.test(name)).length;
    return count > 0 ? [{ ...modules, count }] : [];
  });
}

/** Modules that are no linear layers of a block: peft refuses some of them, and gives others adapters of other sizes. */
const otherModules = [
  'language_model',
  'language_model.lm_head',
  'language_model.model.embed_tokens',
  'audio_tower.conv1',
];

function parsed(expression: string): RegExp | undefined {
  try {
    return new RegExp(expression);
  } catch {
    return undefined;
  }
}

/** What "all-linear" covers; ms-swift's defaults for LoRA are those of its `freeze_` flags. */
function isTuned(part: ModelPart, { freeze_llm, freeze_vit, freeze_aligner }: Record<string, FlagValue>): boolean {
  const tuned: Record<ModelPart, boolean> = {
    language_model: freeze_llm !== true,
    audio_tower: freeze_vit === false,
    multi_modal_projector: freeze_aligner === false,
  };
  return tuned[part];
}

function linearModules({ audio_config, text_config }: ModelConfig): LinearModules[] {
  const { d_model, encoder_layers, encoder_ffn_dim } = audio_config;
  const { hidden_size, intermediate_size, num_hidden_layers } = text_config;
  const keys = (hidden_size / text_config.num_attention_heads) * text_config.num_key_value_heads;
  const encoder = (name: string, inputs: number, outputs: number): LinearModules => {
    const path = `audio_tower.layers.*.${name.endsWith('proj') ? 'self_attn.' : ''}${name}`;
    return { part: 'audio_tower', name, path, count: encoder_layers, inputs, outputs };
  };
  const language = (name: string, inputs: number, outputs: number): LinearModules => {
    const block = ['gate_proj', 'up_proj', 'down_proj'].includes(name) ? 'mlp' : 'self_attn';
    const path = `language_model.model.layers.*.${block}.${name}`;
    return { part: 'language_model', name, path, count: num_hidden_layers, inputs, outputs };
  };
  const projector = { part: 'multi_modal_projector', name: 'linear', path: 'multi_modal_projector.linear' } as const;
  return [
    ...['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((name) => encoder(name, d_model, d_model)),
    encoder('fc1', d_model, encoder_ffn_dim),
    encoder('fc2', encoder_ffn_dim, d_model),
    { ...projector, count: 1, inputs: d_model, outputs: hidden_size },
    language('q_proj', hidden_size, hidden_size),
    language('k_proj', hidden_size, keys),
    language('v_proj', hidden_size, keys),
    language('o_proj', hidden_size, hidden_size),
    language('gate_proj', hidden_size, intermediate_size),
    language('up_proj', hidden_size, intermediate_size),
    language('down_proj', intermediate_size, hidden_size),
  ];
}
