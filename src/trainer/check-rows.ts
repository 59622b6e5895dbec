import { existsSync } from 'node:fs';
import { AccError, assertUniqueIds, type TrainingRow } from '../core/index.js';

/**
 * Refuses rows that `swift` would train on wrongly without a word: a number of `<audio>` marks other than that of the
 * audios (missing ones are put in front, more stay as text), an empty answer, an audio that is not there (training takes
 * another row instead), two rows of one label.
 */
export function checkRows(rows: TrainingRow[], file: string): void {
  const files = new Set<string>();
  const badRow = (message: string, index: number): AccError =>
    new AccError('trainer/bad-row', { message, file, line: index + 1 });
  for (const [index, { messages, audios }] of rows.entries()) {
    const refuse = (message: string): never => {
      throw badRow(message, index);
    };
    const marks = messages.reduce((sum, { content }) => sum + content.split('<audio>').length - 1, 0);
    if (marks !== audios.length) refuse(`${marks} <audio> marks for ${audios.length} audios`);
    if (messages.at(-1)?.role !== 'assistant' || messages.at(-1)?.content.trim() === '') refuse('no answer');
    for (const audio of audios) {
      if (files.has(audio)) continue;
      if (!existsSync(audio)) refuse(`${audio} does not exist`);
      files.add(audio);
    }
  }
  assertUniqueIds(
    rows.keys(),
    (index) => rows[index]!.label,
    (label, index, first) => badRow(`duplicate label "${label}", first in line ${first + 1}`, index),
  );
  if (rows.length === 0) throw new AccError('trainer/bad-row', { message: 'no rows to train on or to answer', file });
}
