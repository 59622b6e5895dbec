import { escapeHtml } from '../../core/index.js';
import {
  levelSliderHtml,
  levelSliderType,
  metricPlaygroundHtml,
  metricPlaygroundType,
} from '../../playground/index.js';
import type { MimeBundle, Output } from '../nbformat.js';
import { plainText } from '../terminal-text.js';
import { type MarkdownPlace, renderMarkdown } from './markdown.js';
import { latexHtml } from './math.js';
import { pictureHtml, playerHtml } from './media.js';
import { missing, sanitised } from './sanitise.js';

/** An output of a cell in its richest MIME type. @param id unique in the page */
export function outputHtml(output: Output, id: string, place: MarkdownPlace): string {
  if (output.output_type === 'stream') return textHtml(output.text, `stream ${output.name}`);
  if (output.output_type !== 'error') return bundleHtml(output.data, id, place);
  const { ename, evalue, traceback } = output;
  const trace = traceback.length > 0 ? traceback.join('\n') : `${ename}: ${evalue}`;
  return `<div class="error"><strong>${escapeHtml(ename)}</strong>${textHtml(trace, 'traceback')}</div>`;
}

/** Longer texts are collapsed. */
const openLines = 40;

/** A text as a terminal shows it, without colours. */
export function textHtml(raw: string, kind: string): string {
  const plain = plainText(raw).trimEnd();
  if (plain === '') return '';
  const block = `<pre class="${kind}" tabindex="0">${escapeHtml(plain)}</pre>`;
  const lines = plain.split('\n').length;
  return lines > openLines ? `<details><summary>${lines} lines of output</summary>${block}</details>` : block;
}

/** A form of a value in one MIME type, the richest first; undefined if the value has none. */
type Form = (data: MimeBundle, plain: string, id: string, place: MarkdownPlace) => string | undefined;

const forms: Form[] = [
  (data, plain, id) => data[plotly] && figureHtml(data, plain, id),
  (data, _, id) => data[metricPlaygroundType] && metricPlaygroundHtml(data[metricPlaygroundType] as never, id),
  (data, _, id) => data[levelSliderType] && levelSliderHtml(data[levelSliderType] as never, id),
  (data, plain) => of(data, 'text/html', (html) => safeHtml(html, plain)),
  pictureHtml,
  playerHtml,
  (data, _, id, place) => of(data, 'text/markdown', (markdown) => proseHtml(markdown, { ...place, chapter: id })),
  (data) => of(data, 'text/latex', (latex) => `<div class="prose latex">${latexHtml(latex)}</div>`),
] as Form[];

/** The richest form of a value that the page can show; what it cannot show is named. */
function bundleHtml(data: MimeBundle, id: string, place: MarkdownPlace): string {
  const plain = String(data['text/plain'] ?? '');
  for (const form of forms) {
    const html = form(data, plain, id, place);
    if (html) return html;
  }
  const others = Object.keys(data).filter((type) => type !== 'text/plain');
  const readable = plain ? undefined : others.find(isReadable);
  const shown = textHtml(readable ? readableText(data[readable]) : plain, 'plain');
  return [shown, ...others.filter((type) => type !== readable).map((type) => unshown(type, data[type]))].join('');
}

function of(data: MimeBundle, type: string, render: (text: string) => string): string | undefined {
  const value = data[type];
  return typeof value === 'string' && value !== '' ? render(value) : undefined;
}

/** An output's HTML without what may run or fetch; where nothing of it remains, the plain text. */
function safeHtml(html: string, plain: string): string {
  const shown = sanitised(html);
  const isEmpty = shown.replace(/<(?!img|audio)[^>]*>/g, '').trim() === '';
  const lost = missing(html);
  const note = lost.length > 0 ? `<p class="unshown">text/html: this page cannot show its ${lost.join(', ')}</p>` : '';
  return (isEmpty ? textHtml(plain, 'plain') : `<div class="html" tabindex="0">${shown}</div>`) + note;
}

function proseHtml(markdown: string, place: MarkdownPlace): string {
  return `<div class="prose">${renderMarkdown(markdown, place).html}</div>`;
}

function isReadable(type: string): boolean {
  return type.startsWith('text/') || /[/+](?:json|xml)$/.test(type);
}

function readableText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function unshown(type: string, value: unknown): string {
  const size = typeof value === 'string' ? value.length : JSON.stringify(value).length;
  return `<p class="unshown">${escapeHtml(type)}, ${size.toLocaleString('en')} characters: this page cannot show it</p>`;
}

const plotly = 'application/vnd.plotly.v1+json';

/** The page's script draws the figure when it comes into view; without scripts the picture is shown. */
function figureHtml(data: MimeBundle, caption: string, id: string): string {
  const figure = data[plotly];
  const fallback = pictureHtml(data, caption) ?? textHtml(caption, 'plain');
  const { width, height } = ((figure as { layout?: object }).layout ?? {}) as { width?: number; height?: number };
  const json = JSON.stringify(figure).replaceAll('<', '\\u003c');
  const size = width && height ? ` style="width:${Number(width)}px;height:${Number(height)}px"` : '';
  return [
    `<div class="figure" role="figure" aria-label="${escapeHtml(caption)}" tabindex="0">`,
    `<div class="drawing"${size} id="${id}"><noscript>${fallback}</noscript></div>`,
    `<script type="application/json" data-for="${id}">${json}</script>`,
    '</div>',
  ].join('');
}
