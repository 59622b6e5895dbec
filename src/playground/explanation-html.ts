import type { ExplainedCaption, ExplainedNgram } from '../captioning/index.js';
import { escapeHtml } from '../core/index.js';

/** The tokens, scores and n-grams of a caption as HTML without scripts: in a notebook, and for each keystroke in the book. */
export function explanationHtml({ tokens, references, ngrams, ...scores }: ExplainedCaption): string {
  const known = new Set(references.flat());
  return [
    `<p class="tokens">Tokens: ${tokens.length > 0 ? marked(tokens, known) : '<em>none</em>'}</p>`,
    ...references.map((reference) => `<p class="tokens">Reference: ${marked(reference, new Set(tokens))}</p>`),
    '<p class="note">An underlined token of the caption occurs in a reference, one of a reference in the caption.</p>',
    scoresList(scores),
    ngramsTable(ngrams),
  ].join('\n');
}

function marked(tokens: readonly string[], known: ReadonlySet<string>): string {
  return tokens.map((token) => (known.has(token) ? `<mark>${escapeHtml(token)}</mark>` : escapeHtml(token))).join(' ');
}

function scoresList({ bleu, rougeL, ciderD }: Pick<ExplainedCaption, 'bleu' | 'rougeL' | 'ciderD'>): string {
  const named: [string, number][] = [
    ...bleu.map((value, k): [string, number] => [`BLEU-${k + 1}`, value]),
    ['ROUGE-L', rougeL],
    ['CIDEr-D', ciderD],
  ];
  const entries = named.map(
    ([name, value]) => `<div><dt>${name}</dt><dd><data value="${value}">${value.toFixed(4)}</data></dd></div>`,
  );
  return `<dl class="scores">${entries.join('')}</dl>`;
}

function ngramsTable(ngrams: readonly (readonly ExplainedNgram[])[]): string {
  const rows = ngrams.map((ofLength, k) => {
    const matched = ofLength.filter((ngram) => ngram.matched).length;
    const list = ofLength.map(ngramHtml).join(' ') || '<em>none</em>';
    return `<tr><th scope="row">${k + 1}</th><td>${matched} of ${ofLength.length}</td><td>${list}</td></tr>`;
  });
  return [
    '<table class="ngrams"><caption>n-grams of the caption; in brackets their weights in CIDEr-D, ln (clips / clips with it in a reference, at least 1)</caption>',
    '<thead><tr><th scope="col">words</th><th scope="col">matched</th><th scope="col">n-grams</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table>`,
  ].join('');
}

function ngramHtml({ text, matched, idf }: ExplainedNgram): string {
  const shown = escapeHtml(text);
  return `<span class="ngram">${matched ? `<mark>${shown}</mark>` : shown} (${idf.toFixed(2)})</span>`;
}
