import { expect, test } from 'vitest';
import { chapterHtml } from '../../src/notebook/book/chapter.js';
import { renderMarkdown } from '../../src/notebook/book/markdown.js';
import { latexHtml } from '../../src/notebook/book/math.js';
import { outputHtml } from '../../src/notebook/book/output.js';
import { missing, sanitised } from '../../src/notebook/book/sanitise.js';
import { type Cell, codeCell, type Metadata, type MimeBundle, markdownCell } from '../../src/notebook/nbformat.js';
import { typescriptNotebook } from './typescript-notebook.js';

const markdown = (source: string, attachments = {}): string =>
  renderMarkdown(source, { chapter: 'c', files: [], attachments }).html;
const place = { chapter: 'c', files: [] };
const formulas = (html: string): string[] => [...html.matchAll(/<math data-tex="([^"]*)"/g)].map(([, tex]) => tex!);
const shown = (data: MimeBundle): string => outputHtml({ output_type: 'display_data', data, metadata: {} }, 'o', place);
const chapter = (...cells: Cell[]): string => chapterHtml({ id: 'c', notebook: typescriptNotebook(cells) }, []).html;

test.each<[string, string[]]>([
  ['$E = mc^2$ and \\(x\\)', ['E = mc^2', 'x']],
  ['$$\\sum_i x_i$$', ['\\sum_i x_i']],
  ['text\n$$\na\n= b\n$$\nmore', ['a\n= b']],
  [
    '\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}',
    ['\\begin{align}\na &amp;= b \\\\\n- c &amp;= d\n\\end{align}'],
  ],
  ['\\[ x_1 * y_1 * z \\]', ['x_1 * y_1 * z']],
  ['a **bold** $x_1$ and _it_ $y_2$', ['x_1', 'y_2']],
  ['- item $z$\n- $$w$$', ['z', 'w']],
  ['| a |\n| --- |\n| $t$ |', ['t']],
])('Markdown %j has the formulas %j', (source, tex) => {
  expect(formulas(markdown(source))).toEqual(tex);
});

test.each([
  'from $5 to $10',
  'costs \\$5 or \\$6',
  '`$x$`',
  '```\n$x$\n```',
  '    $x$',
  '$ x $',
  'a $x',
  '$$',
  'C:\\(x',
])('Markdown %j has no formula', (source) => {
  expect(markdown(source)).not.toContain('<math');
});

test('what is not valid TeX is shown as it is written, and TeX cannot bring markup into the page', () => {
  expect(markdown('$\\frac{1$')).toContain('<code class="bad-math"');
  expect(markdown('$\\href{javascript:alert(1)}{x}$')).not.toContain('<a');
  expect(markdown('$<script>x</script>$')).not.toContain('<script');
});

test('a displayed formula can be scrolled where the page is narrow', () => {
  expect(markdown('$$x$$')).toContain('<div class="equation" tabindex="0"><math data-tex="x" display="block"');
});

test('LaTeX of an output is text with formulas, or one formula', () => {
  expect(formulas(latexHtml('the value $\\frac{1}{2}$ & more'))).toEqual(['\\frac{1}{2}']);
  expect(latexHtml('a $x$ & b')).toContain('&amp; b');
  expect(formulas(latexHtml('\\sqrt{2}'))).toEqual(['\\sqrt{2}']);
  expect(latexHtml('no formula')).toBe('no formula');
});

test('attachments are pictures of the page; a name without one is shown', () => {
  const attachments = { 'a b.png': { 'image/png': 'AA==' }, 'c.svg': { 'image/svg+xml': '<svg/>' } };
  expect(markdown('![fig](attachment:a%20b.png)', attachments)).toContain(
    '<img src="data:image/png;base64,AA==" alt="fig"',
  );
  expect(markdown('![fig](attachment:c.svg)', attachments)).toContain('src="data:image/svg+xml;base64,PHN2Zy8+"');
  expect(markdown('![fig](attachment:none.png)', attachments)).toContain(
    'attachment:none.png is not a picture of this cell',
  );
});

test.each(['png', 'jpeg', 'gif', 'webp', 'bmp', 'avif'])('a picture of the type image/%s is shown', (type) => {
  expect(shown({ [`image/${type}`]: 'AAAA\n', 'text/plain': 'x' })).toBe(
    `<div class="figure"><img alt="x" src="data:image/${type};base64,AAAA"></div>`,
  );
});

test('sound and film have a player, Markdown and LaTeX are rendered', () => {
  expect(shown({ 'audio/wav': 'UklGRg==', 'text/plain': 'W' })).toBe(
    '<audio controls aria-label="W" src="data:audio/wav;base64,UklGRg=="></audio>',
  );
  expect(shown({ 'video/mp4': 'AAAA' })).toContain('<video controls');
  expect(shown({ 'text/latex': '$x$', 'text/plain': 'PLAIN' })).toContain('<math');
  expect(shown({ 'text/markdown': '**b**' })).toContain('<strong>b</strong>');
});

test('what the page cannot show is named with its size, beside the plain text', () => {
  expect(shown({ 'application/pdf': 'AAAA', 'text/plain': 'a report' })).toBe(
    '<pre class="plain" tabindex="0">a report</pre><p class="unshown">application/pdf, 4 characters: this page cannot show it</p>',
  );
  expect(shown({ 'application/javascript': 'alert(1)' })).toContain('application/javascript, 8 characters');
  expect(shown({ 'application/vnd.vega.v5+json': { mark: 'bar' } })).toContain('&quot;mark&quot;: &quot;bar&quot;');
  expect(shown({ 'text/csv': 'a,b' })).toContain('a,b');
});

test("drawings in an output's HTML become pictures; what is left out of it is named", () => {
  expect(sanitised('<svg xmlns="http://www.w3.org/2000/svg"><title>t</title></svg>')).toMatch(
    /^<img src="data:image\/svg.*alt="t">$/,
  );
  expect(missing('<b>x</b><script>1</script><iframe></iframe>')).toEqual(['script', 'iframe']);
  expect(shown({ 'text/html': '<div><script>1</script></div>', 'text/plain': 'P' })).toBe(
    '<pre class="plain" tabindex="0">P</pre><p class="unshown">text/html: this page cannot show its script</p>',
  );
});

test.each<[string, string]>([
  ['\x1b[?25l50 %\x1b[?25h', '50 %'],
  ['\x1b]0;title\x07text', 'text'],
  ['\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['\x1b(B\x1b[mtext\x07', 'text'],
  ['progress 100%\r\x1b[Kdone', 'done'],
  ['progress 100%\x1b[2K\rdone', 'done'],
  ['\x1b[31mabcdef\x1b[0m\rxy', 'xycdef'],
])('of the output %j the page shows %j', (text, plain) => {
  expect(outputHtml({ output_type: 'stream', name: 'stdout', text }, 'o', place)).toBe(
    `<pre class="stream stdout" tabindex="0">${plain}</pre>`,
  );
});

const cell = (metadata: Metadata): Cell => ({
  ...codeCell('a', 'code', metadata),
  execution_count: 1,
  outputs: [{ output_type: 'stream', name: 'stdout', text: 'output' }],
});

test.each<[Metadata, string, string]>([
  [{}, '<details class="code">', '<div class="outputs">'],
  [{ jupyter: { source_hidden: true } }, '<details class="code folded">', '<div class="outputs">'],
  [{ tags: ['hide-input'] }, '<details class="code folded">', '<div class="outputs">'],
  [{ jupyter: { outputs_hidden: true } }, '<details class="code">', '<details class="hidden">'],
  [{ tags: ['hide-cell'] }, '<details class="code folded">', '<details class="hidden">'],
])('a cell with the metadata %j has %s and %s', (metadata, code, outputs) => {
  expect(chapter(cell(metadata))).toContain(code);
  expect(chapter(cell(metadata))).toContain(outputs);
});

test('removed inputs and outputs are gone; raw cells are shown', () => {
  expect(chapter(cell({ tags: ['remove-input'] }))).not.toContain('code</code>');
  expect(chapter(cell({ tags: ['remove_output'] }))).not.toContain('output</pre>');
  const raw = (metadata: Metadata): Cell => ({ ...markdownCell('r', '<b>raw</b>', metadata), cell_type: 'raw' });
  expect(chapter(raw({}))).toContain('<pre class="plain" tabindex="0">&lt;b&gt;raw&lt;/b&gt;</pre>');
  expect(chapter(raw({ raw_mimetype: 'text/html' }))).toContain('<div class="html" tabindex="0"><b>raw</b></div>');
});
