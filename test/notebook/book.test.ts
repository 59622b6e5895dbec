import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { highlighted } from '../../src/notebook/book/highlight.js';
import { writeBook } from '../../src/notebook/book/index.js';
import { sanitised } from '../../src/notebook/book/sanitise.js';
import { exampleNotebooks } from './book-notebooks.js';

const folder = mkdtempSync(join(tmpdir(), 'acc-book-'));
const output = join(folder, 'book.html');
let notebooks: { file: string }[];
let html: string;

beforeAll(async () => {
  notebooks = await exampleNotebooks(folder);
  writeFileSync(join(folder, 'record.json'), JSON.stringify({ key: 'c0ffee', host: { node: 'v20.20.2' } }));
  await writeBook(notebooks, output);
  html = readFileSync(output, 'utf8');
  if (process.env.ACC_BOOK) writeFileSync(process.env.ACC_BOOK, html);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('the same notebooks give the same bytes', async () => {
  await writeBook(notebooks, join(folder, 'again.html'));
  expect(readFileSync(join(folder, 'again.html'), 'utf8')).toBe(html);
});

test('plotly.js is embedded once, and the page is hardly larger', () => {
  expect(html.match(/plotly\.js \(basic - minified\) v/g)).toHaveLength(1);
  expect(statSync(output).size).toBeLessThan(2_000_000);
});

test('nothing is fetched: no source or style sheet leaves the file, and the content security policy allows no connection', () => {
  const page = html.replace(/<script>[\s\S]*?<\/script>/g, '');
  expect(page.match(/\ssrc="(?!data:)/g)).toBeNull();
  expect(page.match(/<link (?!rel="icon" href="data:,")/g)).toBeNull();
  expect(page).toContain("default-src 'none'");
});

test('markup in Markdown is shown as text, and an external picture becomes a link', () => {
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('<a href="https://example.org/a.png">a picture</a>');
});

test('of declared and injected parameters the page shows only the injected ones, collapsed into one line', () => {
  expect(html).not.toContain('declared');
  expect(html).toContain('<details class="code"><summary>Parameters: run = &quot;tiny&quot; ');
});

test('links between notebooks become links inside the page; chapters link to the next and the previous one', () => {
  expect(html).toContain('<a href="#chapter-2">the tables</a>');
  expect(html).toContain('<a rel="next" href="#chapter-2">→ Tables</a>');
  expect(html).toContain('<a rel="prev" href="#chapter-1">← One clip, one pair</a>');
  expect(html).toContain('<a href="#chapter-2-this-run">This run</a>');
});

test('every figure has a fallback picture for browsers without scripts', () => {
  const figures = html.match(/class="drawing"/g)!.length;
  expect(figures).toBe(4);
  expect(html.match(/<noscript><div class="figure"><img alt="[^"]+" src="data:image\/svg/g)).toHaveLength(figures);
});

test('streams are shown as in a terminal, errors are highlighted, audio players embed their sound', () => {
  expect(html).toContain('step 2\nred</pre>');
  expect(html).toContain('<div class="error"><strong>AccError</strong>');
  expect(html).toMatch(/<audio controls="" [^>]*src="data:audio\/wav;base64,/);
});

test('the footer states date, parameters, record and kernel of the run', () => {
  for (const fact of [
    '2026-01-01T00:00:00.000Z',
    'run = &quot;tiny&quot;',
    'c0ffee',
    'node v20.20.2',
    'TypeScript (acc-kit)',
  ])
    expect(html).toContain(fact);
});

test.each([
  ['<img src=x onerror=alert(1)>', '<img>'],
  ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['<iframe src="https://example.org"></iframe>y', 'y'],
  ['<p style="background:url(https://example.org)">z</p>', '<p>z</p>'],
  ['<custom><b>kept</b></custom>', '<b>kept</b>'],
])('an output’s HTML cannot run or fetch: %s', (dirty, clean) => {
  expect(sanitised(dirty)).toBe(clean);
});

test('code is highlighted and escaped', () => {
  expect(highlighted("const a = '<b>'; // 1")).toBe(
    '<span class="keyword">const</span> a = <span class="string">&#39;&lt;b&gt;&#39;</span>; <span class="comment">// 1</span>',
  );
});
