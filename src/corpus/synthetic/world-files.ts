/** The paths of a world's parts inside its folder. */
export const worldFiles = {
  captions: (set: string): string => `captions-${set}.jsonl`,
  task: (task: string): string => `tasks/${task}.jsonl`,
  diagnostic: (name: string): string => `diagnostics/${name}.jsonl`,
  pretraining: 'pretraining.jsonl',
  texts: 'texts.json',
  summary: 'world.json',
} as const;
