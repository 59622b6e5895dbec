import { metric, metricReference } from '../../catalogue/index.js';
import { columns, sheetCell } from '../../core/index.js';
import type { CaptionScores } from './score-captions.js';

/** Scores as JSON: corpus values by name, with the facts needed to compare them. */
export function scoresJson(scores: CaptionScores, facts: Record<string, unknown>): Record<string, unknown> {
  const { metrics, ...protocol } = scores;
  const entries = Object.entries(metrics);
  const pick = <T>(value: (score: (typeof entries)[number][1]) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      entries.flatMap(([name, score]) => {
        const picked = value(score);
        return picked === undefined ? [] : [[name, picked]];
      }),
    );
  return {
    scores: pick((score) => ('missing' in score ? undefined : score.value)),
    missing: pick((score) => ('missing' in score ? score.missing : undefined)),
    labels: pick((score) => score.label),
    intervals: pick((score) => ('missing' in score ? undefined : score.interval)),
    ...protocol,
    ...facts,
  };
}

/** Scores as a table for the terminal. */
export function scoresTable(scores: CaptionScores, facts: readonly string[]): string {
  const rows = Object.entries(scores.metrics).map(([name, score]) =>
    'missing' in score
      ? [score.label, '–', score.missing]
      : [
          score.label,
          score.value.toFixed(metric(name).digits),
          score.interval ? `[${score.interval.low.toFixed(4)}, ${score.interval.high.toFixed(4)}]` : '',
        ],
  );
  const withIntervals = Object.values(scores.metrics).some((score) => 'interval' in score);
  return [
    ...columns([['', 'score', withIntervals ? '95 % interval' : ''], ...rows], ['left', 'right', 'left']),
    '',
    ...protocolLines(scores),
    ...facts,
  ].join('\n');
}

/** Number of items and references, without which a score is hard to interpret. */
function protocolLines(scores: CaptionScores): string[] {
  return [
    referencesLine(scores.n, scores.referenceCounts),
    `captions ${scores.tokenizer === 'ptb' ? 'tokenised by the Penn Treebank rules of CoreNLP 3.4.1' : 'used as tokenised input'}; ${definitionsLine(scores)}`,
    `${(100 * scores.verbatimCopies).toFixed(1)} % of the candidates are verbatim copies of their own reference; ${scores.vocabulary} distinct words`,
    ...(scores.idf ? [`CIDEr-D with the fixed IDF of ${scores.idf.items} items, SHA-256 ${scores.idf.sha256}`] : []),
  ];
}

/** 'metrics as in aac-metrics 0.6.0', and which of them that program does not have. */
function definitionsLine({ metrics }: CaptionScores): string {
  const own = Object.keys(metrics).filter((name) => metric(name).own);
  const others = own.length > 0 ? `; the kit's own: ${own.map((name) => metric(name).label).join(', ')}` : '';
  return `metrics as in ${metricReference()}${others}`;
}

/** '912 items; references per item: 900 with 5, 12 with 4'. */
export function referencesLine(n: number, referenceCounts: Readonly<Record<number, number>>): string {
  const counts = Object.entries(referenceCounts).map(([count, items]) => `${items} with ${count}`);
  return `${n} items; references per item: ${counts.join(', ')}`;
}

/** Scores as CSV: metric,label,score,low,high,n,references,tokenizer,protocol,missing; references as '900x5 12x4'. */
export function scoresCsv(scores: CaptionScores, protocol: string): string {
  const references = Object.entries(scores.referenceCounts)
    .map(([count, items]) => `${items}x${count}`)
    .join(' ');
  const facts = [scores.n, references, scores.tokenizer, protocol];
  const rows = Object.entries(scores.metrics).map(([name, score]) =>
    'missing' in score
      ? [name, score.label, '', '', '', ...facts, score.missing]
      : [name, score.label, score.value, score.interval?.low ?? '', score.interval?.high ?? '', ...facts, ''],
  );
  return [['metric', 'label', 'score', 'low', 'high', 'n', 'references', 'tokenizer', 'protocol', 'missing'], ...rows]
    .map((row) => row.map(sheetCell).join(','))
    .join('\n');
}
