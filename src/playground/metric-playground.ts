import { explainCaption, type ScoredItem } from '../captioning/index.js';
import { escapeHtml } from '../core/index.js';
import { displaySymbol } from '../results/index.js';
import { explanationHtml } from './explanation-html.js';

/** The MIME type by which the book finds a playground. */
export const metricPlaygroundType: string = 'application/vnd.acc-kit.metric-playground+json';

/** The value of that type. */
export interface MetricPlaygroundData {
  model: string;
  items: readonly ScoredItem[];
}

/** A caption to edit, with its scores: the book computes them for every keystroke, other viewers show those of the first. */
export interface MetricPlayground {
  /** whose captions these are, e.g. "ACC" */
  model: string;
  captions: number;
}

/**
 * A playground over a set of captions.
 * @param items at least two, not tokenised; the weights of CIDEr-D are those of all of them
 * @param model whose captions they are
 * @throws AccError like `explainCaption`, when it is shown
 */
export function metricPlayground(items: readonly ScoredItem[], model: string): MetricPlayground {
  const playground: MetricPlayground = { model, captions: items.length };
  return Object.defineProperty(playground, displaySymbol, { value: () => bundle(items, model) });
}

function bundle(items: readonly ScoredItem[], model: string): Record<string, unknown> {
  const { id, candidate } = items[0]!;
  const explained = explainCaption(items, 0);
  const scores = `BLEU-1 ${explained.bleu[0]!.toFixed(4)}, ROUGE-L ${explained.rougeL.toFixed(4)}, CIDEr-D ${explained.ciderD.toFixed(4)}`;
  return {
    [metricPlaygroundType]: { model, items },
    'text/html': `<p>Caption of ${escapeHtml(model)} for ${escapeHtml(id)}: “${escapeHtml(candidate)}”</p>\n${explanationHtml(explained)}`,
    'text/plain': `caption of ${model} for ${id}: ${candidate}\n${scores}`,
  };
}

/**
 * The playground in the book: controls, and the scores that `src/playground/page.js` replaces. The data are a JSON script, which does not run.
 * @param data the value of `metricPlaygroundType`
 * @param id unique in the page
 */
export function metricPlaygroundHtml(data: MetricPlaygroundData, id: string): string {
  const { model, items } = data;
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const options = items.map(
    ({ references }, index) => `<option value="${index}">${index + 1}. ${escapeHtml(references[0]!)}</option>`,
  );
  return [
    `<div class="playground metric-playground" id="${id}" role="group" aria-label="Metric playground">`,
    '<div class="controls">',
    `<label for="${id}-item">Clip, by its first reference</label><select id="${id}-item" autocomplete="off">${options.join('')}</select>`,
    `<label for="${id}-caption">Caption to score</label><input id="${id}-caption" type="text" maxlength="400" autocomplete="off" spellcheck="false" value="${escapeHtml(items[0]!.candidate)}">`,
    `<button type="button">Caption of ${escapeHtml(model)}</button>`,
    '</div>',
    `<div class="explanation" aria-live="polite">${explanationHtml(explainCaption(items, 0))}</div>`,
    `<script type="application/json">${json}</script>`,
    '</div>',
  ].join('');
}
