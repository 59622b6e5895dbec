import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccError, readJsonLines, writeJsonLines } from '../core/index.js';
import { growingLines } from './growing-lines.js';

/** The answer of a model to one row. */
export interface Answer {
  id: string;
  answer: string;
}

/**
 * Moves the complete answers of earlier attempts from swift's result file to a file that the next attempt does not replace. An attempt that was
 * killed between the two writes has left the same answers in both.
 * @param batch rows that swift answers at once. Only whole batches are kept, so that the other rows form the same batches as without a kill: an
 * answer may depend on how its row is padded
 * @returns all answers so far
 */
export async function keepAnswers(logs: string, resultFile: string, batch: number): Promise<Answer[]> {
  const file = join(logs, 'kept.jsonl');
  const kept = existsSync(file) ? await readJsonLines<Answer>(file) : [];
  const known = new Map(kept.map(({ id, answer }) => [id, answer]));
  const fresh = (await completeAnswers(resultFile)).filter(({ id, answer }) => known.get(id) !== answer);
  const all = [...kept, ...fresh];
  const answers = all.slice(0, all.length - (all.length % batch));
  await writeJsonLines(file, answers);
  await writeJsonLines(resultFile, []);
  return answers;
}

/** The complete lines of a result file; the last one may be incomplete while swift writes. */
export async function completeAnswers(file: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  let line = 0;
  for await (const source of growingLines(file)()) {
    line++;
    if (source !== '') answers.push(answerIn(source, file, line));
  }
  return answers;
}

function answerIn(source: string, file: string, line: number): Answer {
  const { label, response } = row(source);
  if (typeof label === 'string' && typeof response === 'string') return { id: label, answer: response };
  throw new AccError('trainer/bad-answers', {
    message: `line ${line} of the answers is not one of swift infer`,
    ...{ file, line, source: source.slice(0, 120) },
    hint: 'remove the file and run the same command again: answers of earlier attempts are kept',
  });
}

function row(source: string): { label?: unknown; response?: unknown } {
  try {
    return JSON.parse(source) ?? {};
  } catch {
    return {};
  }
}
