import { AccError, assertUniqueIds, batches, type TrainingRow } from '../core/index.js';
import { type HeaderFault, headerFault } from './header-fault.js';

/** Number of sound files read concurrently. */
const concurrency = 8;

/**
 * Rejects rows that `swift` would silently train on incorrectly, or that would end hours of answers: a number of `<audio>` tags that differs from
 * that of the audios (swift prepends missing ones and treats extra ones as text), an empty answer, an audio file that is missing, no sound, empty
 * or too long (swift trains on another row instead, or cuts it), duplicate labels.
 * @param file of the rows, for messages
 * @param heard seconds that the model hears, see heardSeconds()
 * @throws AccError 'trainer/bad-row' with the line
 */
export async function checkRows(rows: readonly TrainingRow[], file: string, heard: number): Promise<void> {
  const badRow = (facts: HeaderFault, index: number): AccError =>
    new AccError('trainer/bad-row', { ...facts, file, line: index + 1 });
  const firstRow = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const message = textFault(row);
    if (message) throw badRow({ message }, index);
    for (const audio of row.audios) if (!firstRow.has(audio)) firstRow.set(audio, index);
  }
  assertUniqueIds(
    rows.keys(),
    (index) => rows[index]!.label,
    (label, index, first) => badRow({ message: `duplicate label "${label}", first in line ${first + 1}` }, index),
  );
  if (rows.length === 0) throw new AccError('trainer/bad-row', { message: 'there are no rows', file });
  for (const some of batches([...firstRow], concurrency)) {
    const faults = await Promise.all(some.map(([audio]) => headerFault(audio, heard)));
    const at = faults.findIndex((fault) => fault !== undefined);
    if (at >= 0) throw badRow(faults[at]!, some[at]![1]);
  }
}

function textFault({ messages, audios }: TrainingRow): string | undefined {
  const tags = messages.reduce((sum, { content }) => sum + content.split('<audio>').length - 1, 0);
  if (tags !== audios.length) return `${tags} <audio> tags for ${audios.length} audios`;
  const last = messages.at(-1);
  return last?.role !== 'assistant' || last.content.trim() === '' ? 'no answer' : undefined;
}
