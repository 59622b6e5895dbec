import { existsSync } from 'node:fs';
import { AccError, type TrainingRow } from '../core/index.js';

/**
 * Refuses rows that `swift` would train on wrongly without a word: a number of `<audio>` marks other than that of the
 * audios (missing ones are put in front, more stay as text), an empty answer, an audio that is not there (training takes
 * another row instead), two rows of one label.
 */
export function checkRows(rows: TrainingRow[], file: string): void {
  const labels = new Set<string>();
  const files = new Set<string>();
  for (const [index, { messages, audios, label }] of rows.entries()) {
    const refuse = (message: string): never => {
      throw new AccError('trainer/bad-row', { message, file, line: index + 1 });
    };
    const marks = messages.reduce((sum, { content }) => sum + content.split('<audio>').length - 1, 0);
    if (marks !== audios.length) refuse(`${marks} <audio> marks for ${audios.length} audios`);
    if (messages.at(-1)?.role !== 'assistant' || messages.at(-1)?.content.trim() === '') refuse('no answer');
    for (const audio of audios) {
      if (files.has(audio)) continue;
      if (!existsSync(audio)) refuse(`${audio} does not exist`);
      files.add(audio);
    }
    if (label === undefined) continue;
    if (labels.has(label)) refuse(`the label "${label}" stands twice`);
    labels.add(label);
  }
  if (rows.length === 0) throw new AccError('trainer/bad-row', { message: 'no rows to train on or to answer', file });
}
