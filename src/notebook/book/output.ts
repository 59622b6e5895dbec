import { escapeHtml } from '../../core/index.js';
import type { MimeBundle, Output } from '../nbformat.js';
import { foldedText } from '../outputs.js';
import { renderMarkdown } from './markdown.js';
import { sanitised } from './sanitise.js';

/** An output of a cell in its richest MIME type. */
export function outputHtml(output: Output, id: string): string {
  if (output.output_type === 'stream') return text(output.text, `stream ${output.name}`);
  if (output.output_type !== 'error') return bundleHtml(output.data, id);
  const { ename, evalue, traceback } = output;
  const trace = traceback.length > 0 ? traceback.join('\n') : `${ename}: ${evalue}`;
  return `<div class="error"><strong>${escapeHtml(ename)}</strong>${text(trace, 'traceback')}</div>`;
}

const plotly = 'application/vnd.plotly.v1+json';

function bundleHtml(data: MimeBundle, id: string): string {
  const plain = String(data['text/plain'] ?? '');
  if (data[plotly]) return figureHtml(data[plotly], picture(data, plain) ?? text(plain, 'plain'), plain, id);
  if (typeof data['text/html'] === 'string')
    return `<div class="html" tabindex="0">${sanitised(data['text/html'])}</div>`;
  const shown = picture(data, plain);
  if (shown) return shown;
  if (typeof data['text/markdown'] === 'string')
    return `<div class="prose">${renderMarkdown(data['text/markdown'], { chapter: id, files: [] }).html}</div>`;
  return plain || !data['application/json']
    ? text(plain, 'plain')
    : text(JSON.stringify(data['application/json'], null, 2), 'plain');
}

/** The page's script draws the figure when it comes into view; without scripts the picture is shown. */
function figureHtml(figure: unknown, fallback: string, caption: string, id: string): string {
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

/** SVG is embedded in an image element, where it can neither run scripts nor fetch anything. */
function picture(data: MimeBundle, alt: string): string | undefined {
  const svg = data['image/svg+xml'];
  const bytes = typeof svg === 'string' ? Buffer.from(svg).toString('base64') : undefined;
  const sources = [
    bytes && `data:image/svg+xml;base64,${bytes}`,
    ...['image/png', 'image/jpeg'].map((type) => data[type] && `data:${type};base64,${String(data[type]).trim()}`),
  ];
  const source = sources.find(Boolean);
  return source
    ? `<div class="figure"><img alt="${escapeHtml(alt)}" src="${escapeHtml(String(source))}"></div>`
    : undefined;
}

/** Longer texts are collapsed. */
const openLines = 40;

function text(raw: string, kind: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with an escape character
  const plain = foldedText(raw.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')).trimEnd();
  if (plain === '') return '';
  const block = `<pre class="${kind}" tabindex="0">${escapeHtml(plain)}</pre>`;
  const lines = plain.split('\n').length;
  return lines > openLines ? `<details><summary>${lines} lines of output</summary>${block}</details>` : block;
}
