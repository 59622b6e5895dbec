import { displaySymbol } from './display.js';
import { valueText } from './notes.js';
import type { ResultRow } from './row.js';

/** Markdown that notebooks show as text. */
export interface Prose {
  markdown: string;
}

/** What prose can contain: a row as its value with spread, a whole number, a text, a list of texts, or other prose. */
export type ProseValue = ResultRow | Prose | string | number | readonly string[];

/**
 * Markdown whose numbers are values: prose`ADC is right in ${row} of its answers.` Markdown cells of a chapter contain no result, see
 * "npm run acc -- notebook check --rules".
 * @throws TypeError for a number that is not whole: its digits are a decision, so format it
 */
export function prose(texts: TemplateStringsArray, ...values: readonly ProseValue[]): Prose {
  const markdown = texts
    .map((text, index) => text + (index < values.length ? valueMarkdown(values[index]!) : ''))
    .join('');
  const shown: Prose = { markdown };
  return Object.defineProperty(shown, displaySymbol, {
    value: () => ({ 'text/markdown': markdown, 'text/plain': markdown }),
  });
}

/** 'A', 'A and B', 'A, B and C'; 'none' */
export function listText(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? 'none';
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

function valueMarkdown(value: ProseValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if ('markdown' in value) return value.markdown;
  return isList(value) ? listText(value) : valueText(value);
}

function isList(value: ResultRow | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

function numberText(value: number): string {
  if (!Number.isInteger(value))
    throw new TypeError(`${value} has no agreed number of digits: format it, or pass its row`);
  return value.toLocaleString('en');
}
