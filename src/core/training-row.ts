/** One row of ms-swift's JSONL: as many `<audio>` tags in the user message as there are audios. */
export interface TrainingRow {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** absolute paths */
  audios: string[];
  /** the item's id; ms-swift drops all other extra keys, but `swift infer` keeps a string label */
  label?: string;
}

/** A question about audios and its answer, as a training row. */
export function trainingRow(
  question: string,
  answer: string,
  audios: string[],
  label: string,
): TrainingRow & { label: string };
export function trainingRow(question: string, answer: string, audios: string[], label?: string): TrainingRow;
export function trainingRow(question: string, answer: string, audios: string[], label?: string): TrainingRow {
  return {
    messages: [
      { role: 'user', content: '<audio>'.repeat(audios.length) + question },
      { role: 'assistant', content: answer },
    ],
    audios,
    ...(label === undefined ? {} : { label }),
  };
}
