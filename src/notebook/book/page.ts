import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { escapeHtml, kitRoot, readText } from '../../core/index.js';
import { darkColours, plotlySource } from '../../figures/index.js';
import { pageScript } from '../../playground/index.js';
import type { Chapter } from './chapter.js';
import { glossaryId } from './glossary.js';
import { mathStyle } from './math.js';
import type { Facts } from './provenance.js';

const title = 'Audio Commonality Captioning, rerun';
const subtitle = 'A reproduction of “From Contrast to Commonality” (arXiv 2508.01659) in executed TypeScript notebooks';

/**
 * The whole page. Its content security policy allows the page's own scripts by hash and no connections.
 * @param glossary as HTML; it follows the chapters where one of them links to it
 */
export async function pageHtml(
  chapters: readonly (Chapter & { facts: Facts })[],
  files: readonly string[],
  glossary: string,
): Promise<string> {
  const body = chapters.map((chapter, index) => section(chapters, index, chapter)).join('\n');
  const hasGlossary = body.includes(`href="#${glossaryId}`);
  const hasMath = body.includes('<math ');
  const [style, tools, drawing] = await Promise.all(['book.css', 'tools.js', 'figures.js'].map(asset));
  const styles = [...(hasMath ? [await mathStyle()] : []), style].join('\n');
  const hasFigures = body.includes('class="drawing"');
  const scripts = [
    tools!,
    ...(hasFigures ? [plotlySource().replaceAll('</script', '<\\/script'), drawing!] : []),
    ...(body.includes('class="playground ') ? [await pageScript()] : []),
  ];
  const mixing = body.includes('level-slider"') ? ["'wasm-unsafe-eval'"] : [];
  const policy = [
    "default-src 'none'",
    `script-src ${[...scripts.map(sourceHash), ...mixing].join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'media-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="acc-kit ${escapeHtml(await kitVersion())}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
${styles}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p class="book-title">${title}</p>
<p class="subtitle">${subtitle}</p>
</header>
${contents(chapters, hasGlossary)}
<main id="main" tabindex="-1">
${worldNotice(body)}${body}
${hasGlossary ? glossarySection(glossary) : ''}</main>
<footer>
${await provenance(chapters, files, hasMath)}
</footer>
<script type="application/json" id="dark-colours">${JSON.stringify(darkColours())}</script>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`;
}

function section(chapters: readonly Chapter[], index: number, { id, title: name, html }: Chapter): string {
  const [before, after] = [chapters[index - 1], chapters[index + 1]];
  const link = (to: Chapter | undefined, rel: string, arrow: string): string =>
    to ? `<a rel="${rel}" href="#${to.id}">${arrow} ${escapeHtml(to.title)}</a>` : '<span></span>';
  return `<section class="chapter" id="${id}" aria-label="${escapeHtml(name)}">
${html}
<nav class="pager" aria-label="Chapters before and after ${escapeHtml(name)}">${link(before, 'prev', '←')}${link(after, 'next', '→')}</nav>
</section>`;
}

function glossarySection(html: string): string {
  return `<section class="chapter glossary" id="${glossaryId}" aria-label="Glossary"><div class="prose">${html}</div></section>\n`;
}

/** What `tools.js` brings to life; hidden without scripts. */
const toolbar = `<div class="tools" hidden>
<label for="search">Search <kbd>/</kbd></label><input id="search" type="search" autocomplete="off">
<p role="status"></p><ol class="found"></ol>
<div class="switches">
<button type="button" name="code" aria-pressed="false">Code</button>
<button type="button" name="dark" aria-pressed="false">Dark</button>
<button type="button" name="present" aria-pressed="false" title="Arrow keys lead from heading to heading, Escape ends it">Present</button>
</div>
<p class="keys"><kbd>n</kbd> next, <kbd>p</kbd> previous chapter</p>
</div>
`;

function contents(chapters: readonly Chapter[], hasGlossary: boolean): string {
  const items = chapters.map(({ id, title: name, headings }) => {
    const inner = headings
      .map((heading) => `<li><a href="#${heading.id}">${escapeHtml(heading.text)}</a></li>`)
      .join('');
    return `<li><a href="#${id}">${escapeHtml(name)}</a>${inner ? `<ol>${inner}</ol>` : ''}</li>`;
  });
  if (hasGlossary) items.push(`<li><a href="#${glossaryId}">Glossary</a></li>`);
  return `<nav class="contents" aria-label="Contents">
${toolbar}<details open><summary>Contents</summary>
<ol>
${items.join('\n')}
</ol></details>
</nav>`;
}

/** A reader who opens the book at any chapter must not mistake the tiny world's numbers for the paper's. */
function worldNotice(body: string): string {
  return body.includes('data-synthetic="true"') || body.includes('SYNTHETIC WORLD')
    ? '<p class="notice">Results marked <strong>synthetic world</strong> come from sounds synthesised by the kit and a tiny model. They are measured, but their values cannot be compared with those of the paper.</p>\n'
    : '';
}

async function provenance(
  chapters: readonly (Chapter & { facts: Facts })[],
  files: readonly string[],
  hasMath: boolean,
): Promise<string> {
  const entries = chapters.map(({ title: name, facts }, index) => {
    const lines = facts.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`).join('');
    return `<details><summary>${escapeHtml(name)}, <code>${escapeHtml(files[index]!)}</code></summary><dl>${lines}</dl></details>`;
  });
  return `<h2>Provenance</h2>
<p>Written by acc-kit ${escapeHtml(await kitVersion())} from ${chapters.length} executed notebook${chapters.length === 1 ? '' : 's'}. Interactive figures: plotly.js (MIT).${hasMath ? ' Formulas: Temml (MIT).' : ''}</p>
${entries.join('\n')}`;
}

async function kitVersion(): Promise<string> {
  return JSON.parse(await readText(join(kitRoot(), 'package.json'))).version;
}

function asset(name: string): Promise<string> {
  return readText(join(kitRoot(), 'src/notebook/book', name));
}

function sourceHash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
