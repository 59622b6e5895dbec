import { armLabel, trainingTask } from '../../catalogue/index.js';
import { isInstruction } from '../../editing/index.js';
import {
  judgeClaims,
  markdownTable,
  type ResultRow,
  runEvidence,
  severalDraws,
  valueText,
} from '../../results/index.js';
import type { Run } from './open-run.js';

/**
 * A run on half a page of Markdown: where its numbers come from, a table with a line per model, and what one has to know to read it. Every
 * number in it is one of the run.
 */
export async function runOverview(run: Run): Promise<string> {
  return [
    `${run.summary}. ${drawsSentence(run)}`,
    table(run),
    [...factorSentence(run), ...(await otherAnswers(run)), ...ownTaskSentence(run), ...ceilingSentence(run)].join(' '),
    await claimsSentence(run),
  ]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('\n');
}

/** 'Seeds of the arms: 42; of the base: 0. 120 items per set. One draw: …' */
function drawsSentence({ experiment: { seeds }, rows }: Run): string {
  const items = [...new Set(rows.filter(({ metric }) => metric !== labelledOnly).map(({ n }) => n ?? 0))];
  const several = rows.some(severalDraws);
  return [
    `Seeds of the arms: ${seeds.arms.join(', ')}${seeds.base.length > 0 ? `; of the base: ${seeds.base.join(', ')}` : ''}.`,
    `${items.length === 1 ? items[0] : `${Math.min(...items)} to ${Math.max(...items)}`} items per set.`,
    several
      ? 'Mean ± standard deviation over the draws; a value without ± is of one draw.'
      : '**One draw**: a difference between two rows is no finding.',
  ].join(' ');
}

/** accuracy among the answers with a label: its items are fewer */
const labelledOnly = 'accuracy_labelled';

function table(run: Run): string {
  const captions = setsOf(run, 'rouge_l');
  const tasks = setsOf(run, 'accuracy');
  const head = [
    'model',
    'own task right',
    ...captions.map(({ setLabel }) => `ROUGE-L, ${setLabel}`),
    ...tasks.map(({ setLabel }) => setLabel),
  ];
  const lines = run.models.map((model) => [
    armLabel(model),
    ownSetsOf(run, model)
      .map((set) => valueText(cell(run, model, set, 'exact')))
      .join(', ') || '–',
    ...captions.map(({ set }) => valueText(cell(run, model, set, 'rouge_l'))),
    ...tasks.map(({ set }) => `${valueText(cell(run, model, set, 'accuracy'))} ${factors(run, model, set)}`),
  ]);
  return markdownTable(head, lines);
}

function factors(run: Run, model: string, set: string): string {
  const texts = ['labelled', labelledOnly].map((name) => valueText(cell(run, model, set, name)).replace(/ %.*/, ''));
  return `(${texts.join(' × ')})`;
}

function factorSentence(run: Run): string[] {
  const matchers = [...new Set(setsOf(run, 'accuracy').map(({ protocol }) => `\`${protocol?.matcher}\``))];
  if (matchers.length === 0) return [];
  return [
    `In brackets: the percentage of answers that are labels × the percentage of right ones among these, by the matcher ${matchers.join(' or ')}.`,
  ];
}

/** "Of ADC's 480 answers to these tasks 222 are no label, and 109 of these are edit instructions" */
async function otherAnswers(run: Run): Promise<string[]> {
  const found: string[] = [];
  for (const arm of run.arms) {
    const counts = { answers: 0, unlabelled: 0, instructions: 0 };
    for (const draw of run.draws) {
      const answers = new Map((await run.answers(arm, draw)).map(({ id, answer }) => [id, answer]));
      for (const { metric, set, ids, columns } of await run.itemScores(arm, draw)) {
        if (metric !== 'labelled') continue;
        const others = ids.filter((_, item) => columns[0]![item] === 0).map((id) => answers.get(`${set}/${id}`)!);
        counts.answers += ids.length;
        counts.unlabelled += others.length;
        counts.instructions += others.filter(isInstruction).length;
      }
    }
    if (counts.instructions > 0)
      found.push(
        `Of the ${counts.answers} answers of ${armLabel(arm)} to these tasks ${counts.unlabelled} are no label, and ${counts.instructions} of these are edit instructions: the answer to another question.`,
      );
  }
  return found;
}

function ownTaskSentence(run: Run): string[] {
  const failing = run.arms.filter((arm) =>
    ownSetsOf(run, arm).some((set) => (cell(run, arm, set, 'exact')?.value ?? 1) < 0.5),
  );
  return failing.length === 0
    ? []
    : [`Less than half of the answers to their own task are right: ${failing.map(armLabel).join(', ')}.`];
}

/** as good as equal to a reference */
const ceiling = 0.99;

function ceilingSentence(run: Run): string[] {
  return setsOf(run, 'rouge_l').flatMap(({ set, setLabel }) => {
    const arms = run.models.filter((model) => (cell(run, model, set, 'rouge_l')?.value ?? 0) >= ceiling);
    if (arms.length < 2) return [];
    return `At the ceiling of ROUGE-L on ${setLabel} (${ceiling} or more): ${arms.map(armLabel).join(', ')}; their order there means nothing.`;
  });
}

/** "Of the 28 claims of the paper, on this run 2 hold, 1 fails, 20 are undecided, 5 are not comparable" */
async function claimsSentence({ name, rows, allItemScores }: Run): Promise<string> {
  const judged = judgeClaims(runEvidence(rows, await allItemScores())).filter(({ claim }) => claim.sections.length > 0);
  const count = (verdict: string): number => judged.filter((one) => one.verdict === verdict).length;
  const verdicts = ['holds', 'fails', 'undecided', 'not comparable'].map((verdict) => `${verdict} ${count(verdict)}`);
  return `The paper's ${judged.length} claims on this run: ${verdicts.join(', ')} (\`acc claims ${name}\`).`;
}

/** One row per set with the metric, in the order of the run. */
function setsOf({ rows }: Run, metric: string): ResultRow[] {
  const found = rows.filter((row) => row.metric === metric);
  return [...new Map(found.map((row) => [row.set, row])).values()];
}

/** The sets that ask a model's own tasks. */
function ownSetsOf({ experiment, rows }: Run, model: string): string[] {
  const own = (experiment.arms[model]?.tasks ?? []).flatMap((task) => trainingTask(task).ownSet ?? []);
  return own.filter((set) => rows.some((row) => row.set === set && row.metric === 'exact'));
}

function cell({ rows }: Run, model: string, set: string, metric: string): ResultRow | undefined {
  return rows.find((row) => row.arm === model && row.set === set && row.metric === metric);
}
