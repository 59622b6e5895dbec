/** The calls of `swift` whose settings are compared. */
export type SwiftCall = 'sft' | 'infer';

/**
 * Flags whose recorded value may differ from the stated one, each with the reason. Any other difference means that `swift` did something else than
 * the experiment states.
 */
export const rewritten: Readonly<Record<string, string>> = {
  deepspeed: 'the content of the configuration is recorded in place of its name',
  fsdp: 'the options of the configuration are recorded in place of its name',
  fsdp_config: 'fsdp replaces it by that of its configuration',
  external_plugins: 'relative paths become absolute',
  custom_register_path: 'relative paths become absolute',
  infer_backend: 'pt is the earlier name of transformers',
  max_memory: 'a map in the syntax of Python is recorded as a map',
  rope_scaling: 'a name is recorded as the settings that it stands for',
  response_prefix: '\\n is recorded as a line break',
  system: 'the text of a file is recorded in place of its name, and \\n as a line break',
};

const model = {
  template: 'qwen2_audio',
  system: null,
  use_chat_template: true,
  response_prefix: null,
  new_special_tokens: [],
  rope_scaling: null,
  quant_bits: null,
  tuner_backend: 'peft',
  streaming: false,
  padding_free: false,
  packing: false,
};

/**
 * What ms-swift 4.6.0 uses for flags that an experiment does not state and that decide what is learnt or answered. Another version may have other
 * defaults: those of 2.x, 3.x and 4.x differ in eleven of the paper's settings.
 */
export const unstatedValues: Readonly<Record<SwiftCall, Readonly<Record<string, unknown>>>> = {
  sft: {
    ...model,
    adam_beta1: 0.9,
    adam_epsilon: 1e-8,
    lr_scheduler_kwargs: null,
    warmup_steps: 0,
    aligner_lr: null,
    vit_lr: null,
    lorap_lr_ratio: null,
    optimizer: null,
    loss_type: null,
    loss_scale: 'default',
    label_smoothing_factor: 0,
    enable_dft_loss: false,
    enable_channel_loss: false,
    use_liger_kernel: false,
    neftune_noise_alpha: null,
    lora_bias: 'none',
    lora_dtype: null,
    use_rslora: false,
    use_dora: false,
    init_weights: true,
    modules_to_save: [],
    target_regex: null,
    target_parameters: null,
    freeze_parameters: [],
    use_galore: false,
    lisa_activated_layers: 0,
    dataset_shuffle: true,
    train_dataloader_shuffle: true,
    group_by_length: false,
    padding_side: 'right',
    sequence_parallel_size: 1,
    dataloader_drop_last: false,
    resume_only_model: false,
    adapters: [],
  },
  infer: {
    ...model,
    num_beams: 1,
    stop_words: [],
    val_dataset_sample: null,
    val_dataset_shuffle: false,
    merge_lora: false,
  },
};
