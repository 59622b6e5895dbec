import { armLabel } from '../../catalogue/index.js';
import { judgeClaims, runEvidence } from '../../results/index.js';
import type { Run } from './open-run.js';
import { otherAnswers } from './other-answers.js';
import { drawsSentence, factorSentence, overviewTable, ownSetsOf, setsOf } from './overview-table.js';

/**
 * A run on half a page of Markdown: where its numbers come from, a table with a line per model, and what one has to know to read it. Every
 * number in it is one of the run.
 */
export async function runOverview(run: Run): Promise<string> {
  return [
    `${run.summary}. ${drawsSentence(run)}`,
    overviewTable([run]),
    [factorSentence(run), ...(await otherAnswerSentences(run)), ...ownTaskSentence(run), ...ceilingSentence(run)]
      .filter(Boolean)
      .join(' '),
    await claimsSentence(run),
  ]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('\n');
}

/** Why accuracies fell: "Of the 480 answers of ADC to these tasks 222 are no label: …" */
async function otherAnswerSentences(run: Run): Promise<string[]> {
  const found = (await otherAnswers(run)).filter(({ beginning, instructions }) => beginning + instructions > 0);
  return found.map(
    ({ arm, answers, unlabelled, beginning, right, instructions }) =>
      `Of the ${answers} answers of ${armLabel(arm)} to these tasks ${unlabelled} are no label: ${beginning} begin with a label, of which ${right} are right, and ${instructions} are edit instructions, the answer to another question.`,
  );
}

function ownTaskSentence(run: Run): string[] {
  const failing = run.arms.filter((arm) =>
    ownSetsOf(run, arm).some((set) => (run.cell(arm, set, 'exact')?.value ?? 1) < 0.5),
  );
  return failing.length === 0
    ? []
    : [`Less than half of the answers to their own task are right: ${failing.map(armLabel).join(', ')}.`];
}

/** as good as equal to a reference */
const ceiling = 0.99;

function ceilingSentence(run: Run): string[] {
  return setsOf(run, 'rouge_l').flatMap(({ set, setLabel }) => {
    const arms = run.models.filter((model) => (run.cell(model, set, 'rouge_l')?.value ?? 0) >= ceiling);
    if (arms.length < 2) return [];
    return `At the ceiling of ROUGE-L on ${setLabel} (${ceiling} or more): ${arms.map(armLabel).join(', ')}; their order there means nothing.`;
  });
}

/** "The paper's 28 claims on this run: holds 2, fails 1, undecided 20, not comparable 5"; '' where none can be compared */
async function claimsSentence({ name, rows, allItemScores }: Run): Promise<string> {
  const judged = judgeClaims(runEvidence(rows, await allItemScores())).filter(({ claim }) => claim.sections.length > 0);
  if (judged.every(({ verdict }) => verdict === 'not comparable')) return '';
  const count = (verdict: string): number => judged.filter((one) => one.verdict === verdict).length;
  const verdicts = ['holds', 'fails', 'undecided', 'not comparable'].map((verdict) => `${verdict} ${count(verdict)}`);
  return `The paper's ${judged.length} claims on this run: ${verdicts.join(', ')} (\`npm run acc -- claims ${name}\`).`;
}
