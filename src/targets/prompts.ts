/** The question of each task. */
export interface Prompts {
  ac: string;
  adc: string;
  acc: string;
}

/** Prompts by name: those of the tiny world, and those of the paper's later version with Qwen2-Audio's own for captions. */
export const prompts: Readonly<Record<'tiny' | 'paper', Prompts>> = {
  tiny: {
    ac: 'Describe the audio in one sentence.',
    adc: 'How does the second audio differ from the first audio?',
    acc: 'Describe the common content of the two audios.',
  },
  paper: {
    ac: 'Generate the caption in English:',
    adc: 'Tell me the difference between the second audio and the first one.',
    acc: 'Tell me the similarities between the two audios.',
  },
};
