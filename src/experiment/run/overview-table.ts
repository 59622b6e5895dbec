import { armLabel, tableFacts, trainingTasks } from '../../catalogue/index.js';
import { factorsText, markdownTable, type ResultRow, severalDraws, valueText } from '../../results/index.js';
import type { Run } from './open-run.js';

/** accuracy among the answers with a label: its items are fewer */
export const labelledOnly: string = 'accuracy_labelled';

/**
 * The values that an overview shows, as a Markdown table with a line per model: own task, ROUGE-L, and accuracies with their factors.
 * @param label of each run; with it the lines of all runs are in one table, and the first column names their run
 */
export function overviewTable(runs: readonly Run[], label?: (run: Run) => string): string {
  const captions = setsOf(runs[0]!, 'rouge_l');
  const tasks = setsOf(runs[0]!, 'accuracy');
  const head = [
    ...(label ? ['run'] : []),
    'model',
    'own task right',
    ...captions.map(({ setLabel }) => `ROUGE-L, ${setLabel}`),
    ...tasks.map(({ setLabel }) => setLabel),
  ];
  const lines = runs.flatMap((run) =>
    run.models.map((model) => [
      label?.(run) ?? '',
      armLabel(model),
      ownSetsOf(run, model)
        .map((set) => valueText(run.cell(model, set, 'exact')))
        .join(', ') || '–',
      ...captions.map(({ set }) => valueText(run.cell(model, set, 'rouge_l'))),
      ...tasks.map(({ set }) => accuracyText(run, model, set)),
    ]),
  );
  return markdownTable(head, label ? merged(lines) : lines.map(([, ...cells]) => cells));
}

/** A model that several runs share, such as the one before fine-tuning, has one line with all their labels. */
function merged(lines: readonly string[][]): string[][] {
  const byCells = new Map<string, string[][]>();
  for (const line of lines) {
    const key = JSON.stringify(line.slice(1));
    byCells.set(key, [...(byCells.get(key) ?? []), line]);
  }
  return Array.from(byCells.values(), (same) => [same.map(([label]) => label).join(', '), ...same[0]!.slice(1)]);
}

function accuracyText(run: Run, model: string, set: string): string {
  const accuracy = run.cell(model, set, 'accuracy');
  const factors = ['labelled', labelledOnly].flatMap((metric) => run.cell(model, set, metric) ?? []);
  return [valueText(accuracy), factorsText(accuracy, factors)].filter(Boolean).join(' ');
}

/** What the brackets of the table contain; '' where it has none. */
export function factorSentence(run: Run): string {
  const matchers = [...new Set(setsOf(run, 'accuracy').map(({ protocol }) => `\`${protocol?.matcher}\``))];
  if (matchers.length === 0) return '';
  const together = run.rows.some(severalDraws) ? ', over all draws together' : '';
  const notes = tableFacts().flatMap(({ metrics, note }) => (metrics === 'accuracy' && note ? [note] : []));
  return [
    `In brackets: the percentage of answers that are labels × the percentage of right ones among these, by the matcher ${matchers.join(' or ')}${together}.`,
    ...notes,
  ].join(' ');
}

/** 'Seeds of the arms: 42; of the base: 0. 120 items per set. One draw: …' */
export function drawsSentence({ experiment: { seeds }, rows }: Run): string {
  const items = [...new Set(rows.filter(({ metric }) => metric !== labelledOnly).map(({ n }) => n ?? 0))];
  return [
    `Seeds of the arms: ${seeds.arms.join(', ')}${seeds.base.length > 0 ? `; of the base: ${seeds.base.join(', ')}` : ''}.`,
    `${items.length === 1 ? items[0] : `${Math.min(...items)} to ${Math.max(...items)}`} items per set.`,
    rows.some(severalDraws)
      ? 'Mean ± standard deviation over the draws; a value without ± is of one draw.'
      : '**One draw**: a difference between two rows is no finding.',
  ].join(' ');
}

/** One row per set with the metric, in the order of the run. */
export function setsOf({ rows }: Run, metric: string): ResultRow[] {
  const found = rows.filter((row) => row.metric === metric);
  return [...new Map(found.map((row) => [row.set, row])).values()];
}

/** The sets that ask a model's own tasks. */
export function ownSetsOf({ experiment, rows }: Run, model: string): string[] {
  const tasks = experiment.arms[model]?.tasks ?? [];
  const own = trainingTasks().flatMap(({ name, ownSet }) => (ownSet && tasks.includes(name) ? ownSet : []));
  return own.filter((set) => rows.some((row) => row.set === set && row.metric === 'exact'));
}
