import { expectationsMarkdown } from '../../results/index.js';
import { judgedExpectations } from './compared-runs.js';
import type { Run } from './open-run.js';
import { drawsSentence, factorSentence, overviewTable } from './overview-table.js';

/**
 * An ablation on a page of Markdown: what its author expected, where the numbers come from, a table with a line per run and model, and the
 * verdicts.
 * @param runs those of one experiment; of one with a matrix all of them
 */
export async function ablationOverview(runs: readonly Run[], store?: string): Promise<string> {
  const [first] = runs as [Run];
  const { ablation } = first.experiment;
  return [
    ...(ablation ? [`Expected: ${ablation.hypothesis}`] : []),
    `${runs.length > 1 ? `${runs.length} runs; the first is ` : ''}${first.summary}. ${drawsSentence(first)}`,
    overviewTable(runs, runs.length > 1 ? changeOf : undefined),
    factorSentence(first),
    expectationsMarkdown(await judgedExpectations(runs, store)),
  ]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('\n');
}

/** 'lora-rank=2' of the run 'recorded/lora-rank@lora-rank=2' */
function changeOf({ name }: Run): string {
  return name.slice(name.indexOf('@') + 1);
}
