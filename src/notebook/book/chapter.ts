import { escapeHtml } from '../../core/index.js';
import { type Cell, type CodeCell, type Notebook, tagsOf } from '../nbformat.js';
import { isTypescript } from '../notebook-language.js';
import { highlighted } from './highlight.js';
import { type Heading, type MarkdownPlace, renderMarkdown } from './markdown.js';
import { outputHtml } from './output.js';
import { runParameters } from './provenance.js';

/** A notebook as a chapter of the book. */
export interface Chapter {
  /** anchor of the chapter, unique in the page */
  id: string;
  title: string;
  html: string;
  /** headings below the title, for the table of contents */
  headings: Heading[];
}

/** The notebook's first level-1 heading; undefined if it has none. */
export function chapterTitle({ cells }: Notebook): string | undefined {
  for (const { cell_type, source } of cells) {
    const title = cell_type === 'markdown' && /^# +(.+)$/m.exec(source)?.[1];
    if (title) return title.replace(/[`*_]/g, '').trim();
  }
  return undefined;
}

/**
 * The cells of a notebook as HTML, in order.
 * @param files names of all notebooks of the book: links between them become links inside the page
 * @param terms of the glossary
 */
export function chapterHtml(
  { id, notebook }: { id: string; notebook: Notebook },
  files: readonly string[],
  terms: readonly string[] = [],
): Pick<Chapter, 'html' | 'headings'> {
  const headings: Heading[] = [];
  const place: MarkdownPlace = { chapter: id, files, terms: { terms, linked: new Set() } };
  const isInjected = notebook.cells.some((cell) => tagsOf(cell).includes('injected-parameters'));
  const html = notebook.cells.map((cell, index) => {
    if (isInjected && isReplaced(cell)) return '';
    if (cell.cell_type === 'code') return codeHtml(cell, `${id}-cell-${index + 1}`, { notebook, place });
    if (cell.cell_type === 'raw') return rawHtml(cell, `${id}-cell-${index + 1}`, place);
    if (isFailureMark(cell)) return failureMark(cell, id);
    const rendered = renderMarkdown(cell.source, { ...place, attachments: cell.attachments });
    headings.push(...rendered.headings);
    return `<div class="prose">${rendered.html}</div>`;
  });
  const executed = notebook.cells.some((cell) => cell.cell_type === 'code' && cell.execution_count !== null);
  const notice = executed ? '' : '<p class="notice">This notebook was not executed: it has no outputs.</p>\n';
  return { html: notice + html.filter(Boolean).join('\n'), headings };
}

/** A parameters cell that injected parameters override; one with outputs (an error) is kept. */
function isReplaced(cell: Cell): boolean {
  return cell.cell_type === 'code' && tagsOf(cell).includes('parameters') && cell.outputs.length === 0;
}

/** A raw cell is for another program; its text is shown, or its HTML or Markdown. */
function rawHtml({ source, metadata }: Cell, id: string, place: MarkdownPlace): string {
  const type = String(metadata.raw_mimetype ?? metadata.format ?? '');
  const data = ['text/html', 'text/markdown', 'text/latex'].includes(type)
    ? { [type]: source }
    : { 'text/plain': source };
  return outputHtml({ output_type: 'display_data', data, metadata: {} }, id, place);
}

/** What Jupyter, papermill's report mode and Jupyter Book hide or remove of a cell. */
function visibility(cell: CodeCell): { code: 'shown' | 'folded' | 'gone'; outputs: 'shown' | 'folded' | 'gone' } {
  const tags = tagsOf(cell).map((tag) => tag.replaceAll('_', '-'));
  const { jupyter, collapsed } = cell.metadata as { jupyter?: Record<string, unknown>; collapsed?: unknown };
  const part = (name: string, folded: boolean): 'shown' | 'folded' | 'gone' => {
    if (tags.includes(`remove-${name}`) || tags.includes('remove-cell')) return 'gone';
    return folded || tags.includes(`hide-${name}`) || tags.includes('hide-cell') ? 'folded' : 'shown';
  };
  return {
    code: part('input', jupyter?.source_hidden === true),
    outputs: part('output', jupyter?.outputs_hidden === true || collapsed === true),
  };
}

function codeHtml(
  cell: CodeCell,
  id: string,
  { notebook, place }: { notebook: Notebook; place: MarkdownPlace },
): string {
  const source = cell.source.trimEnd();
  const shownSource = isTypescript(notebook) ? highlighted(source) : escapeHtml(source);
  const count = cell.execution_count ?? ' ';
  const isInjected = tagsOf(cell).includes('injected-parameters');
  const visible = visibility(cell);
  const name = isInjected ? `Parameters: ${escapeHtml(runParameters(notebook))}` : 'Code';
  const code =
    source && visible.code !== 'gone'
      ? `<details class="${visible.code === 'folded' ? 'code folded' : 'code'}"><summary>${name} <span class="count">[${count}]</span></summary><pre tabindex="0"><code>${shownSource}</code></pre></details>`
      : '';
  const shown =
    visible.outputs === 'gone' ? '' : outputsHtml(cell, id, { place, folded: visible.outputs === 'folded' });
  return code || shown ? `<div class="cell" id="${escapeHtml(id)}">${code}${shown}</div>` : '';
}

function outputsHtml(
  { outputs }: CodeCell,
  id: string,
  { place, folded }: { place: MarkdownPlace; folded: boolean },
): string {
  const shown = outputs.map((output, index) => outputHtml(output, `${id}-output-${index + 1}`, place)).filter(Boolean);
  if (shown.length === 0) return '';
  const all = `<div class="outputs">\n${shown.join('\n')}\n</div>`;
  return folded ? `\n<details class="hidden"><summary>Hidden output</summary>${all}</details>` : `\n${all}`;
}

/** papermill marks a failed run with two extra cells of HTML, which would otherwise be shown as text. */
function isFailureMark(cell: Cell): boolean {
  return tagsOf(cell).includes('papermill-error-cell-tag');
}

function failureMark({ id }: Cell, chapter: string): string {
  const anchor = `${chapter}-failed`;
  return id.endsWith('notice')
    ? `<p class="notice failed"><a href="#${anchor}">A cell of this notebook failed.</a> The cells after it were not run.</p>`
    : `<p class="notice failed" id="${anchor}">This cell failed:</p>`;
}
