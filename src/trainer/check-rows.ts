import { existsSync } from 'node:fs';
import { AccError, type TrainingRow } from '../core/index.js';

/**
 * Rejects rows that `swift` would silently train on incorrectly: a number of `<audio>` tags that differs from that of the
 * audios (swift prepends missing ones and treats extra ones as text), an empty answer, a missing audio file (swift trains on
 * another row instead), duplicate labels.
 */
export function checkRows(rows: TrainingRow[], file: string): void {
  const labels = new Set<string>();
  const files = new Set<string>();
  for (const [index, { messages, audios, label }] of rows.entries()) {
    const reject = (message: string): never => {
      throw new AccError('trainer/bad-row', { message, file, line: index + 1 });
    };
    const tags = messages.reduce((sum, { content }) => sum + content.split('<audio>').length - 1, 0);
    if (tags !== audios.length) reject(`${tags} <audio> tags for ${audios.length} audios`);
    if (messages.at(-1)?.role !== 'assistant' || messages.at(-1)?.content.trim() === '') reject('no answer');
    for (const audio of audios) {
      if (files.has(audio)) continue;
      if (!existsSync(audio)) reject(`${audio} does not exist`);
      files.add(audio);
    }
    if (label === undefined) continue;
    if (labels.has(label)) reject(`duplicate label "${label}"`);
    labels.add(label);
  }
  if (rows.length === 0) throw new AccError('trainer/bad-row', { message: 'there are no rows', file });
}
