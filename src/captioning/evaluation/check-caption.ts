import { AccError } from '../../core/index.js';
import { lineBreak, tokenizeCaptions } from '../ptb/index.js';
import { words } from '../words.js';
import type { TextRecord } from './records.js';

/** Refuses what would be read as two captions, as the end of a text, or as code. An empty candidate is an answer. */
export function checkedCaption(text: string, { line, place }: TextRecord, file: string): string {
  const fault = faults.find(({ pattern }) => pattern.test(text));
  if (!fault) return text;
  const { code, says, hint } = fault;
  const source = JSON.stringify(text).slice(0, 120);
  throw new AccError(code, { message: `a caption of ${place} ${says}`, file, line, hint, source });
}

/** As `checkedCaption`; refuses also a reference in which no word is left once it is tokenised: no score divides by zero words. */
export function checkedReference(text: string, record: TextRecord, file: string, tokenized: boolean): string {
  checkedCaption(text, record, file);
  if (hasWord(text, tokenized)) return text;
  const { line, place } = record;
  throw new AccError('captioning/no-references', {
    message: `a reference of ${place} holds no word`,
    file,
    line,
    source: JSON.stringify(text).slice(0, 120),
    hint: 'leave it out, or leave the item out',
  });
}

/** A letter or digit is always a word; what else is one, the tokenizer knows. */
function hasWord(text: string, tokenized: boolean): boolean {
  if (tokenized) return words(text).length > 0;
  return /[a-z\d]/i.test(text) || words(tokenizeCaptions([text])[0]!).length > 0;
}

const nul = /\0/;
const faults = [
  {
    pattern: lineBreak,
    code: 'captioning/line-break',
    says: 'holds a line break: it would be read as two',
    hint: 'put a blank in its place',
  },
  { pattern: nul, code: 'captioning/bad-character', says: 'holds a NUL character', hint: 'take it out' },
  {
    pattern: /^\s*\[\s*(?:'.*'|".*")\s*,?\s*\]\s*$/s,
    code: 'captioning/list-cell',
    says: 'looks like a list written as code; nothing in a file is evaluated',
    hint: 'give several references as JSON or JSONL, as columns caption_1, caption_2, …, or as a row each',
  },
] as const;
