import { dirname } from 'node:path';
import { AccError } from '../../core/index.js';
import { type ComparedRun, type JudgedExpectation, judgeExpectations } from '../../results/index.js';
import { openRun, type Run } from './open-run.js';
import { runsNamed } from './runs-named.js';

/** A run with the scores of its items, as runs are compared. */
export async function comparedRun({ name, experiment, rows, allItemScores }: Run): Promise<ComparedRun> {
  return { name, experiment, rows, scores: await allItemScores() };
}

/**
 * The runs of some names; the name of an experiment with a matrix stands for its runs.
 * @throws what openRun throws
 */
export async function comparedRuns(names: readonly string[], store: string | undefined): Promise<ComparedRun[]> {
  const runs: ComparedRun[] = [];
  for (const name of names)
    for (const one of await runsNamed(name, store)) runs.push(await comparedRun(await openRun(one, store)));
  return runs;
}

/** The runs that ablations among some runs are compared with, and that are not among them. Those that were never run are left out. */
export async function expectedAgainst(runs: readonly ComparedRun[], store: string | undefined): Promise<ComparedRun[]> {
  const found = new Map<string, ComparedRun>();
  for (const { name, experiment, rows } of runs)
    for (const { than } of experiment.ablation?.expected ?? []) {
      if (than === undefined || rows.some(({ arm }) => arm === than)) continue;
      // a recorded run is compared with a recorded one
      const beside = `${dirname(name) === '.' ? '' : `${dirname(name)}/`}${than}`;
      if (found.has(beside) || runs.some((run) => run.name === beside)) continue;
      const run = await openRun(beside, store).catch(unlessNoRun);
      if (run) found.set(beside, await comparedRun(run));
    }
  return [...found.values()];
}

/** The verdicts on what the ablations among some runs expect. */
export async function judgedExpectations(
  runs: readonly Run[],
  store: string | undefined,
): Promise<JudgedExpectation[]> {
  const expecting = runs.filter(({ experiment }) => experiment.ablation !== undefined);
  const compared = await Promise.all(expecting.map(comparedRun));
  return judgeExpectations(compared, await expectedAgainst(compared, store));
}

function unlessNoRun(error: unknown): undefined {
  if (error instanceof AccError && error.code === 'experiment/no-run') return undefined;
  throw error;
}
