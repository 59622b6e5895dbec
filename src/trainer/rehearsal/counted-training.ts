/** The parameters of one part of a model. */
export interface PartCount {
  /** of the model itself */
  parameters: number;
  /** that training changes: of adapters, or of the part itself */
  trainable: number;
}

/** The parts of Qwen2-Audio, as its modules are named. */
export type ModelPart = 'audio_tower' | 'multi_modal_projector' | 'language_model';

/** Modules with adapters, those of all layers together. */
export interface AdaptedModules {
  /** e.g. 'language_model.model.layers.*.self_attn.q_proj' */
  modules: string;
  count: number;
  /** of all their adapters */
  parameters: number;
}

/** What trainings with the same settings have in common. */
export interface CountedTraining {
  /** names of the calls */
  calls: string[];
  parts: Record<ModelPart, PartCount>;
  /** of the weights before training, in the type of the training */
  weightBytes: number;
  /** parameters that bitsandbytes would keep in few bits, where the flags ask for it: those of the language model's linear layers */
  quantisable: number;
  /** of the parameters that training changes */
  trainableBytes: number;
  adapted: AdaptedModules[];
  /** the modules with adapters of the same model with `shallowLayers` layers */
  shallow: AdaptedModules[];
}
