import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unlessMissing, writeAtomic } from '../../core/index.js';
import { readNotebook } from '../notebook-file.js';
import { type Chapter, chapterHtml, chapterTitle } from './chapter.js';
import { glossaryId, glossaryTerms, readGlossary } from './glossary.js';
import { renderMarkdown } from './markdown.js';
import { pageHtml } from './page.js';
import { type Facts, provenanceFacts } from './provenance.js';

/**
 * Writes executed notebooks into one self-contained HTML file: no server, no network, no second file. Plotly is
 * embedded once. The same notebooks give the same bytes.
 * @param notebooks executed notebooks in reading order; a record.json beside a notebook supplies its provenance
 * @param output path of the HTML file
 * @throws 'notebook/not-a-notebook', 'core/file-missing'
 */
export async function writeBook(notebooks: readonly { file: string }[], output: string): Promise<void> {
  const files = notebooks.map(({ file }) => basename(file));
  const glossary = await readGlossary();
  const terms = glossaryTerms(glossary);
  const chapters = await Promise.all(
    notebooks.map(async ({ file }, index): Promise<Chapter & { facts: Facts }> => {
      const notebook = await readNotebook(file);
      const fallback = basename(file, '.ipynb').replace(/^\d+-/, '').replaceAll('-', ' ');
      const chapter = { id: `chapter-${index + 1}`, title: chapterTitle(notebook) ?? fallback, notebook };
      return {
        ...chapter,
        ...chapterHtml(chapter, files, terms),
        facts: provenanceFacts(notebook, await recordBeside(file)),
      };
    }),
  );
  const { html } = renderMarkdown(glossary, { chapter: glossaryId, files });
  await writeAtomic(output, await pageHtml(chapters, files, html));
}

/** The record of the stage that executed the notebook; other notebooks have none. */
async function recordBeside(file: string): Promise<Record<string, unknown> | undefined> {
  const text = await unlessMissing<string | undefined>(readFile(join(dirname(file), 'record.json'), 'utf8'), undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
