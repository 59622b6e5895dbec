import { type Alignment, columns } from '../../core/index.js';
import type { AnswersScore, MatcherScore } from './score-answers.js';

/** The scores of answers as text: all matchers side by side, the unparsable answers, and the comparison with a second file. */
export function scoreText({ task, version, n, matchers, unparsable, comparison }: AnswersScore): string {
  const own = matchers.find(({ ofTask }) => ofTask)!;
  return [
    `${task} ${version}: ${n} answers`,
    '',
    ...columns([head, ...matchers.map(row)], ['left', ...Array<Alignment>(5).fill('right'), 'left']),
    '',
    'accuracy = share of the answers with a label x share of right ones among these; 95 % intervals of Wilson',
    ...(unparsable.length > 0 ? [`${unparsable.length} answers have no label by ${own.matcher}:`] : []),
    ...unparsable.slice(0, shown).map(({ id, answer }) => `  ${id}: ${JSON.stringify(answer).slice(0, 100)}`),
    ...(unparsable.length > shown ? [`  and ${unparsable.length - shown} more: --json lists all`] : []),
    ...(comparison ? comparisonLines(comparison) : []),
  ].join('\n');
}

/** Number of unparsable answers that the text lists. */
const shown = 20;

const head = ['matcher', 'accuracy', '95 % interval', 'right', 'with a label', 'right among these', ''];

function row({ matcher, accuracy, interval, correct, labelled, rightAmongLabelled, ofTask }: MatcherScore): string[] {
  return [
    matcher,
    percent(accuracy),
    `[${percent(interval.low)}, ${percent(interval.high)}]`,
    String(correct),
    percent(labelled),
    rightAmongLabelled === null ? '–' : percent(rightAmongLabelled),
    ofTask ? 'the matcher of the task' : '',
  ];
}

function comparisonLines(comparison: NonNullable<AnswersScore['comparison']>): string[] {
  const rows = comparison.map(({ matcher, first, second, difference, interval, firstOnly, secondOnly, p }) => [
    matcher,
    percent(first),
    percent(second),
    `${points(difference)} [${points(interval.low)}, ${points(interval.high)}]`,
    String(firstOnly),
    String(secondOnly),
    p.toFixed(4),
  ]);
  return [
    '',
    ...columns(
      [['matcher', 'first', 'second', 'second - first, points', 'only first right', 'only second right', 'p'], ...rows],
      ['left', ...Array<Alignment>(6).fill('right')],
    ),
    '',
    'p of the exact McNemar test for each matcher, two-sided, not corrected for several matchers; 95 % interval of the paired difference (Newcombe)',
    'both are about these answers: trainings with other seeds may differ more',
  ];
}

/** 0.025 → '+2.50' */
function points(share: number): string {
  return `${share > 0 ? '+' : ''}${(100 * share).toFixed(2)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
