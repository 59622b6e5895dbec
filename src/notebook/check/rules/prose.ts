import { positionOf } from '../code-text.js';
import { codeCells, type Found, type Rule, type Subject } from '../rule.js';

/** Numbers in the text of notebooks that show a run. */
export const proseRules: Rule[] = [
  {
    code: 'typed-number',
    severity: 'warning',
    what: 'a number typed into the text of a notebook that opens a run; allowed are names (Table 1, chapter 2), words (16-bit, 7B), dates, 95 % intervals, numbers of headings, code, formulas and links',
    why: 'it stays when the run changes: prose`…` of ../src/results takes it from the rows',
    find: (subject) => (opensRun(subject) ? typedNumbers(subject) : []),
  },
];

function opensRun({ notebook }: Subject): boolean {
  return codeCells(notebook).some(({ cell }) => /\bopenRun\s*\(/.test(cell.source));
}

function typedNumbers({ notebook }: Subject): Found[] {
  return notebook.cells.flatMap(({ cell_type, source }, index) => {
    const texts =
      cell_type === 'markdown' ? [{ text: source, offset: 0 }] : cell_type === 'code' ? proseIn(source) : [];
    return texts.flatMap(({ text, offset }) =>
      Array.from(withoutNames(text).matchAll(/\d+(?:[.,]\d+)*/g), ({ 0: number, index: at }) => ({
        cell: index,
        ...positionOf(source, offset + at),
        message: `the number ${number} is typed into the text`,
        hint: 'take it from the run in a code cell, as a placeholder of prose`…`',
      })),
    );
  });
}

/** What may contain digits, blanked out in equal length, so that offsets stay. */
function withoutNames(text: string): string {
  return allowed.reduce((left, pattern) => left.replace(pattern, (found) => found.replace(/[^\n]/g, ' ')), text);
}

const allowed: readonly RegExp[] = [
  /^```[\s\S]*?^```/gm, // code
  /`[^`\n]*`/g,
  /\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, // formulas
  /\]\([^)]*\)|<?https?:\/\/[^\s>)]*/g, // targets of links
  /^#{1,6} \d+(?:\.\d+)*\. /gm, // numbers of headings
  /\b\d{4}-\d{2}-\d{2}\b/g, // dates
  /\barXiv \d{4}\.\d{4,5}\b/g,
  /\b(?:tables?|figures?|chapters?|sections?|exercises?|steps?|notes?|versions?) \d+(?:\.\d+)*(?:(?:, | and |-)\d+)*/gi, // names
  /\b95 % (?=(?:t )?intervals?\b)/g,
  /[\p{L}]+[-.]?\d+(?:[-.]?[\p{L}\d]+)*|\d+-?\p{L}[\p{L}\d-]*/gu, // words: 16-bit, Qwen2-Audio, BLEU-4, 7B
];

/** The texts of templates tagged `prose` in a cell, without their placeholders. */
function proseIn(source: string): { text: string; offset: number }[] {
  return Array.from(source.matchAll(/\bprose`/g), ({ 0: tag, index }) => {
    const offset = index + tag.length;
    return { text: templateText(source, offset), offset };
  });
}

/** The text of a template from its begin to its end; placeholders, which may contain templates, are blanked out. */
function templateText(source: string, start: number): string {
  const open: ('`' | '{')[] = ['`'];
  let text = '';
  for (let at = start; at < source.length; at++) {
    const char = source[at]!;
    const inTemplate = open.at(-1) === '`';
    if (char === '\\' || (inTemplate && char === '$' && source[at + 1] === '{')) {
      if (char === '$') open.push('{');
      text += '  ';
      at++;
      continue;
    }
    if (char === '`' && !inTemplate) open.push('`');
    else if (char === '{' && !inTemplate) open.push('{');
    else if (char === (inTemplate ? '`' : '}')) open.pop();
    if (open.length === 0) return text;
    text += char === '\n' || (inTemplate && open.length === 1) ? char : ' ';
  }
  return text;
}
