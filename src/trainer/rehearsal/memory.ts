import type { FlagValue } from '../settings.js';
import type { CountedTraining } from './counted-training.js';
import type { ModelConfig } from './model-shape.js';

/** One thing that takes memory of the GPU. */
export interface MemoryLine {
  what: string;
  /** null where it is not known */
  bytes: number | null;
  /** how it is computed, with its numbers */
  formula: string;
}

/** Memory of a GPU by what takes it. Lines of `always` exist during the whole work; of `momentary`, the largest one counts. */
export interface MemoryPlan {
  always: MemoryLine[];
  momentary: MemoryLine[];
  /** all of `always` and the largest of `momentary`; null where a line is not known */
  bytes: number | null;
  /** tokens of a row, with those of its sounds, for which this was computed */
  tokens: number;
  /** the most tokens that fit into the memory of the card; null where a line is not known */
  fittingTokens: number | null;
}

/** Rows and card of a memory plan. */
export interface MemoryInputs {
  config: ModelConfig;
  /** flags of the call */
  values: Record<string, FlagValue>;
  /** of the longest row */
  tokens: number;
  /** of a row, at most */
  clips: number;
  /** of the card, in bytes */
  card: number;
}

/** Bytes of bfloat16 and float32. */
const [half, single] = [2, 4];

/**
 * The memory of a LoRA training in bfloat16 through ms-swift and transformers 4.48. Tensors that live at once were counted on the CPU, see
 * test/trainer/rehearsal/memory.slow.test.ts; the CUDA context, workspaces of kernels and unused parts of the allocator's blocks are not in it.
 */
export function trainingMemory(training: CountedTraining, inputs: MemoryInputs): MemoryPlan {
  const { config, values } = inputs;
  const { hidden_size: width, num_hidden_layers: layers, vocab_size: vocabulary } = config.text_config;
  const batch = Number(values.per_device_train_batch_size ?? 1);
  const trainable = training.trainableBytes / single;
  const adamw = /^adamw_torch/.test(String(values.optim ?? 'adamw_torch'));
  const perToken = layerBytes(training, config);
  const checkpointing = values.gradient_checkpointing !== false;
  const fixed: MemoryLine[] = [
    ...weightLines(training, inputs),
    { what: 'trained parameters', bytes: single * trainable, formula: `${grouped(trainable)} × 4 B` },
    { what: 'their gradients', bytes: single * trainable, formula: `${grouped(trainable)} × 4 B` },
    adamw
      ? { what: 'AdamW', bytes: 2 * single * trainable, formula: `${grouped(trainable)} × 2 moments × 4 B` }
      : { what: String(values.optim), bytes: null, formula: 'only AdamW is known' },
  ];
  const kept = (tokens: number): MemoryLine =>
    checkpointing
      ? line('inputs of all layers', [
          [batch, 'rows'],
          [tokens, 'tokens'],
          [layers, 'layers'],
          [width, 'width'],
          [half, 'B'],
        ])
      : line('activations of all layers', [
          [batch, 'rows'],
          [tokens, 'tokens'],
          [layers, 'layers'],
          [perToken, 'B'],
        ]);
  const momentary = (tokens: number): MemoryLine[] => [
    ...(checkpointing
      ? [
          line('one layer, computed again', [
            [batch, 'rows'],
            [tokens, 'tokens'],
            [perToken, 'B'],
          ]),
        ]
      : []),
    line('logits and loss', [
      [batch, 'rows'],
      [tokens, 'tokens'],
      [vocabulary, 'entries'],
      [logitBytes, 'B'],
    ]),
    encoderLine(config, batch * inputs.clips),
  ];
  return planned(inputs, (tokens) => ({ always: [...fixed, kept(tokens)], momentary: momentary(tokens) }));
}

/** The memory of greedy generation in bfloat16; see trainingMemory() for what is not in it. @param training whose adapter is used */
export function generationMemory(training: CountedTraining, inputs: MemoryInputs): MemoryPlan {
  const { config, values, clips } = inputs;
  const { hidden_size, num_attention_heads, num_key_value_heads, num_hidden_layers, vocab_size } = config.text_config;
  const batch = Number(values.max_batch_size ?? 1);
  const added = Number(values.max_new_tokens ?? 0);
  const keys = (hidden_size / num_attention_heads) * num_key_value_heads;
  return planned(inputs, (tokens) => ({
    always: [
      ...weightLines(training, inputs),
      {
        what: 'adapter',
        bytes: training.trainableBytes,
        formula: `${grouped(training.trainableBytes / single)} × 4 B`,
      },
      line('keys and values', [
        [batch, 'rows'],
        [tokens + added, 'tokens'],
        [num_hidden_layers, 'layers'],
        [2 * keys, 'keys and values'],
        [half, 'B'],
      ]),
    ],
    momentary: [
      line('logits of the prompt', [
        [batch, 'rows'],
        [tokens, 'tokens'],
        [vocab_size, 'entries'],
        [half, 'B'],
      ]),
      encoderLine(config, batch * clips),
    ],
  }));
}

/**
 * The weights: all in the type of the model, or those of linear layers in 4 bits with their scales. bitsandbytes has a scale in float32 for each block
 * of 64 weights; quantised again, a byte for each, and one in float32 for 256 of them. A layer makes its matrix in bfloat16 while it uses it.
 */
function weightLines({ weightBytes, quantisable }: CountedTraining, { config, values }: MemoryInputs): MemoryLine[] {
  const { quant_method, quant_bits, bnb_4bit_use_double_quant } = values;
  if (quant_method === undefined)
    return [{ what: 'weights', bytes: weightBytes, formula: 'every parameter in the type of the model' }];
  const others = {
    what: 'other weights',
    bytes: weightBytes - half * quantisable,
    formula: 'in the type of the model',
  };
  if (quant_method !== 'bnb' || quant_bits !== 4)
    return [others, { what: 'quantised weights', bytes: null, formula: 'only 4 bits of bitsandbytes are known' }];
  const scale = bnb_4bit_use_double_quant === false ? single / 64 : 1 / 64 + single / (64 * 256);
  const scales = bnb_4bit_use_double_quant === false ? '1/16' : '1/64 + 1/4,096';
  const { hidden_size: width, intermediate_size: inner } = config.text_config;
  return [
    {
      what: 'weights in 4 bits',
      bytes: quantisable * (1 / 2 + scale),
      formula: `${grouped(quantisable)} × (1/2 + ${scales}) B`,
    },
    others,
    line('the largest matrix, in use', [
      [width, 'width'],
      [inner, 'inner'],
      [half, 'B'],
    ]),
  ];
}

/** Per token and entry: logits and their shifted copy in bfloat16, the loss' copy and the log-softmax in float32. */
const logitBytes = half + half + single + single;

/**
 * What one layer keeps per token until its backward pass, in bytes: per adapter the input after dropout and its mask, the inputs of both norms in
 * float32, queries, keys, values and the attention's result, and three tensors of the feed-forward network.
 */
function layerBytes({ adapted }: CountedTraining, { text_config }: ModelConfig): number {
  const { hidden_size: width, intermediate_size: inner } = text_config;
  const inputs = adapted
    .filter(({ modules }) => modules.startsWith('language_model.model.layers'))
    .reduce((sum, { modules }) => sum + (modules.endsWith('down_proj') ? inner : width), 0);
  return inputs * (half + 1) + 2 * width * single + 4 * width * half + 3 * inner * half;
}

/** Without gradients, layer after layer: the residual, and the widest part of the feed-forward network twice. */
function encoderLine({ audio_config }: ModelConfig, clips: number): MemoryLine {
  const { max_source_positions: frames, d_model, encoder_ffn_dim } = audio_config;
  return line('audio encoder', [
    [clips, 'clips'],
    [frames, 'frames'],
    [2 * d_model + 2 * encoder_ffn_dim, 'numbers'],
    [half, 'B'],
  ]);
}

function line(what: string, factors: [number, string][]): MemoryLine {
  return {
    what,
    bytes: factors.reduce((product, [factor]) => product * factor, 1),
    formula: factors
      .map(([factor, unit]) => `${grouped(factor)} ${factor === 1 ? unit.replace(/s$/, '') : unit}`)
      .join(' × '),
  };
}

/** All lines are linear in the tokens, so that two plans give the most tokens that fit. */
function planned(
  { tokens, card }: MemoryInputs,
  lines: (tokens: number) => Pick<MemoryPlan, 'always' | 'momentary'>,
): MemoryPlan {
  const bytesOf = (count: number): number | null => {
    const { always, momentary } = lines(count);
    const known = [...always, ...momentary].every(({ bytes }) => bytes !== null);
    const sum = always.reduce((all, { bytes }) => all + bytes!, 0);
    return known ? sum + Math.max(...momentary.map(({ bytes }) => bytes!)) : null;
  };
  return { ...lines(tokens), bytes: bytesOf(tokens), tokens, fittingTokens: fitting(bytesOf, card) };
}

/** The largest number of tokens whose bytes are within the card; 0 where nothing fits. */
function fitting(bytesOf: (tokens: number) => number | null, card: number): number | null {
  if (bytesOf(1) === null) return null;
  let [low, high] = [0, 1 << 20];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytesOf(middle)! <= card) low = middle;
    else high = middle - 1;
  }
  return low;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
