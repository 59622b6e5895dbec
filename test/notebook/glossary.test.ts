import { expect, test } from 'vitest';
import { glossaryTerms, readGlossary } from '../../src/notebook/book/glossary.js';
import { renderMarkdown } from '../../src/notebook/book/markdown.js';

const terms = ['ACC', 'clip', 'editing pair', 'learning rate', 'run', 'IDF'];

function linked(source: string, known: readonly string[] = terms): string[] {
  const place = { chapter: 'c', files: [], terms: { terms: known, linked: new Set<string>() } };
  const { html } = renderMarkdown(source, place);
  return Array.from(
    html.matchAll(/<a href="#glossary-([\w-]+)" class="term">(.*?)<\/a>/g),
    ([, id, text]) => `${id}: ${text}`,
  );
}

test('the first use of a term in a chapter links to the glossary, in the plural and with a capital too', () => {
  expect(linked('Clips differ. A clip is short.\n\n- two editing pairs of one clip')).toEqual([
    'clip: Clips',
    'editing-pair: editing pairs',
  ]);
});

test('headings, links and code have no links to the glossary', () => {
  expect(linked('## A clip\n\n[ACC](x.ipynb) and `clip`')).toEqual([]);
});

test('a term inside a longer name and a verb are not linked', () => {
  expect(linked('AC+ACC learns; ACC2, clip-1; run it, two runs.')).toEqual([]);
});

test('links to notebooks/glossary.md lead to the glossary of the book', () => {
  const { html } = renderMarkdown('[one](glossary.md#lora), [all](glossary.md)', { chapter: 'c', files: [] });
  expect(html).toContain('<a href="#glossary-lora">one</a>, <a href="#glossary">all</a>');
});

test('the glossary defines at least 30 terms, in order, each once and in a sentence', async () => {
  const source = await readGlossary();
  const found = glossaryTerms(source);
  expect(found.length).toBeGreaterThanOrEqual(30);
  expect(found).toEqual(found.toSorted((one, other) => one.localeCompare(other, 'en', { sensitivity: 'base' })));
  expect(new Set(found.map((term) => term.toLowerCase())).size).toBe(found.length);
  const definitions = source.split(/^## .+$/m).slice(1);
  expect(definitions.filter((text) => !/^[A-Z].*\.$/.test(text.trim()))).toEqual([]);
});
