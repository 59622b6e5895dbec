import { armLabel, findSet } from '../../catalogue/index.js';
import { listText } from '../prose.js';
import { type ExpectingRun, judgeExpectations, level } from './judge.js';
import type { Expectation, JudgedExpectation } from './types.js';

/** Judges differences between arms of one run, as what an ablation expects is judged. */
export function judgeDifferences(
  run: Omit<ExpectingRun, 'experiment'>,
  expected: readonly Expectation[],
): JudgedExpectation[] {
  return judgeExpectations([{ ...run, experiment: { ablation: { hypothesis: '', expected } } }]);
}

/**
 * What was decided about differences, in sentences: 'ADC is below Ori on VSC and SER. The other 6 are undecided, …'
 * @returns for one draw that it decides nothing; '' where nothing can be compared
 */
export function differencesText(judged: readonly JudgedExpectation[]): string {
  const comparable = judged.filter(({ verdict }) => verdict !== 'not comparable');
  const tested = comparable.filter(({ adjusted }) => adjusted !== undefined);
  if (comparable.length === 0) return '';
  if (tested.length === 0) return 'One draw decides nothing about the arms: another seed can give another order.';
  const decided = tested.filter(({ verdict }) => verdict !== 'undecided');
  const undecided = tested.length - decided.length;
  const sentences = byStatement(decided).map(([what, sets]) => `${what} on ${listText(sets)}.`);
  return [
    ...(decided.length > 0 ? sentences : ['No difference is decided.']),
    ...(undecided > 0
      ? [`${decided.length > 0 ? 'The other' : 'All'} ${undecided} are undecided, which does not mean equal.`]
      : []),
    `Decided is where p, adjusted by Holm’s correction over all ${tested.length}, is below ${100 * level} %.`,
  ].join(' ');
}

/** 'ADC is below Ori' */
function statement({ arm, than, direction, verdict }: JudgedExpectation): string {
  const isBelow = (direction === 'lower') === (verdict === 'confirmed');
  return `${armLabel(arm)} is ${isBelow ? 'below' : 'above'} ${armLabel(than!.arm)}`;
}

/** The names of the sets by what was decided about them. */
function byStatement(decided: readonly JudgedExpectation[]): [statement: string, sets: string[]][] {
  const groups = new Map<string, string[]>();
  for (const one of decided) groups.set(statement(one), [...(groups.get(statement(one)) ?? []), setName(one)]);
  return [...groups];
}

/** The paper's abbreviation of a task, else the label of the set. */
function setName({ set, setLabel }: JudgedExpectation): string {
  return findSet(set)?.tag ?? `“${setLabel}”`;
}
