import { join } from 'node:path';
import type MarkdownIt from 'markdown-it';
import { kitRoot, readText } from '../../core/index.js';

type Parser = InstanceType<typeof MarkdownIt>;

/** The terms of the glossary, and those that a chapter has linked already. */
export interface TermLinks {
  terms: readonly string[];
  linked: Set<string>;
}

/** Anchor of the glossary in the page, and prefix of those of its terms. */
export const glossaryId: string = 'glossary';

export const glossaryFile: string = 'glossary.md';

/** The glossary's Markdown: a level-2 heading per term. */
export function readGlossary(): Promise<string> {
  return readText(join(kitRoot(), 'notebooks', glossaryFile));
}

export function glossaryTerms(source: string): string[] {
  return Array.from(source.matchAll(/^## (.+)$/gm), ([, term]) => term!);
}

/** A heading's anchor within its chapter. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'section'
  );
}

/** Words that a text mostly uses as verbs: a link there would mislead. */
const mostlyVerbs = new Set(['draw', 'record', 'run', 'scale', 'step']);

/** Links the first use of each term in a chapter to the glossary: in paragraphs, lists and tables, not in headings, links and code. */
export function addTermLinks(parser: Parser, { terms, linked }: TermLinks): void {
  const pattern = termPattern(terms.filter((term) => !mostlyVerbs.has(term)));
  parser.core.ruler.push('terms', ({ tokens, Token }) => {
    for (const [index, inline] of tokens.entries()) {
      if (inline.type !== 'inline' || tokens[index - 1]?.type === 'heading_open') continue;
      let depth = 0;
      inline.children = (inline.children ?? []).flatMap((token) => {
        if (token.type === 'link_open') depth++;
        if (token.type === 'link_close') depth--;
        return token.type === 'text' && depth === 0 ? withLinks(token.content) : [token];
      });
    }

    function withLinks(content: string): InstanceType<typeof Token>[] {
      const text = (part: string): InstanceType<typeof Token>[] =>
        part === '' ? [] : [Object.assign(new Token('text', '', 0), { content: part })];
      const made: InstanceType<typeof Token>[] = [];
      let end = 0;
      for (const match of content.matchAll(pattern)) {
        const term = termOf(match[1]!, terms);
        if (linked.has(term)) continue;
        linked.add(term);
        const open = new Token('link_open', 'a', 1);
        open.attrSet('href', `#${glossaryId}-${slug(term)}`);
        open.attrSet('class', 'term');
        made.push(...text(content.slice(end, match.index)), open, ...text(match[0]), new Token('link_close', 'a', -1));
        end = match.index + match[0].length;
      }
      return [...made, ...text(content.slice(end))];
    }
  });
}

/** Longer terms first; lower-case terms also with a capital, and all also in the plural. */
function termPattern(terms: readonly string[]): RegExp {
  const sorted = terms.toSorted((one, other) => other.length - one.length);
  const forms = sorted.map((term) => {
    const first = term[0]!;
    const rest = term.slice(1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return first === first.toLowerCase() ? `[${first}${first.toUpperCase()}]${rest}` : first + rest;
  });
  return new RegExp(`(?<![\\w+/-])(${forms.join('|')})s?(?![\\w+/-])`, 'g');
}

function termOf(written: string, terms: readonly string[]): string {
  return terms.find((term) => term === written) ?? written[0]!.toLowerCase() + written.slice(1);
}
