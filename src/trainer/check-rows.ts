import { existsSync } from 'node:fs';
import { AccError, assertUniqueIds, type TrainingRow } from '../core/index.js';

/**
 * Rejects rows that `swift` would silently train on incorrectly: a number of `<audio>` tags that differs from that of the
 * audios (swift prepends missing ones and treats extra ones as text), an empty answer, a missing audio file (swift trains on
 * another row instead), duplicate labels.
 */
export function checkRows(rows: TrainingRow[], file: string): void {
  const files = new Set<string>();
  const badRow = (message: string, index: number): AccError =>
    new AccError('trainer/bad-row', { message, file, line: index + 1 });
  for (const [index, { messages, audios }] of rows.entries()) {
    const reject = (message: string): never => {
      throw badRow(message, index);
    };
    const tags = messages.reduce((sum, { content }) => sum + content.split('<audio>').length - 1, 0);
    if (tags !== audios.length) reject(`${tags} <audio> tags for ${audios.length} audios`);
    if (messages.at(-1)?.role !== 'assistant' || messages.at(-1)?.content.trim() === '') reject('no answer');
    for (const audio of audios) {
      if (files.has(audio)) continue;
      if (!existsSync(audio)) reject(`${audio} does not exist`);
      files.add(audio);
    }
  }
  assertUniqueIds(
    rows.keys(),
    (index) => rows[index]!.label,
    (label, index, first) => badRow(`duplicate label "${label}", first in line ${first + 1}`, index),
  );
  if (rows.length === 0) throw new AccError('trainer/bad-row', { message: 'there are no rows', file });
}
