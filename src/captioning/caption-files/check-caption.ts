import { AccError } from '../../core/index.js';
import { lineBreak, tokenizeCaptions } from '../ptb/index.js';
import { words } from '../words.js';
import type { TextRecord } from './records.js';

/** Rejects a caption with a line break, a NUL, or list syntax. An empty candidate is valid. */
export function checkedCaption(text: string, { line, place }: TextRecord, file: string): string {
  const fault = faults.find(({ pattern }) => pattern.test(text));
  if (!fault) return text;
  const { code, problem, hint } = fault;
  const source = JSON.stringify(text).slice(0, 120);
  throw new AccError(code, { message: `a caption of ${place} ${problem}`, file, line, hint, source });
}

/** Like `checkedCaption`; also rejects a reference without words after tokenisation, since no score can divide by zero words. */
export function checkedReference(text: string, record: TextRecord, file: string, tokenized: boolean): string {
  checkedCaption(text, record, file);
  if (hasWord(text, tokenized)) return text;
  const { line, place } = record;
  throw new AccError('captioning/no-references', {
    message: `a reference of ${place} contains no word`,
    file,
    line,
    source: JSON.stringify(text).slice(0, 120),
    hint: 'remove the reference, or the item',
  });
}

/** A letter or digit always forms a word; the tokenizer decides about other characters. */
function hasWord(text: string, tokenized: boolean): boolean {
  if (tokenized) return words(text).length > 0;
  return /[a-z\d]/i.test(text) || words(tokenizeCaptions([text])[0]!).length > 0;
}

const nul = /\0/;
const faults = [
  {
    pattern: lineBreak,
    code: 'captioning/line-break',
    problem: 'contains a line break and would be read as two',
    hint: 'replace it with a space',
  },
  { pattern: nul, code: 'captioning/bad-character', problem: 'contains a NUL character', hint: 'remove it' },
  {
    pattern: /^\s*\[\s*(?:'.*'|".*")\s*,?\s*\]\s*$/s,
    code: 'captioning/list-cell',
    problem: 'looks like a list literal; code in files is not evaluated',
    hint: 'pass several references as JSON or JSONL, as columns caption_1, caption_2, …, or in separate rows',
  },
] as const;
