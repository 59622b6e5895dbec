import { armLabel, formatValue, metric } from '../../catalogue/index.js';
import { findingText, isAboutOneBase, pText } from '../claims/index.js';
import { oneBaseNote } from '../draw.js';
import type { JudgedExpectation } from './types.js';

/** 'ACC above AC on AudioCaps in CIDEr-D', with the runs where they are two. */
export function expectationText({
  run,
  arm,
  setLabel,
  metric: name,
  direction,
  within,
  than,
}: JudgedExpectation): string {
  const facts = metric(name);
  const margin = within === undefined ? '' : `, within ${formatValue(within, facts)}`;
  const other = than === null ? '?' : than.run === run ? armLabel(than.arm) : than.run;
  const own = than === null || than.run === run ? armLabel(arm) : `${armLabel(arm)} of ${run}`;
  return `${own} ${directionWords[direction]} ${other}${margin}, ${setLabel}, ${facts.label}`;
}

const directionWords = { higher: 'above', lower: 'below', same: 'the same as' } as const;

/** 'confirmed', 'undecided, one seed' */
export function expectationVerdict({ verdict, reason }: JudgedExpectation): string {
  return reason === undefined ? verdict : `${verdict}, ${reason}`;
}

/** The numbers behind a verdict; '' where there are none. */
export function expectationNumbers({ metric: name, finding, adjusted }: JudgedExpectation): string {
  if (!finding) return '';
  return `${findingText(name, finding)}${adjusted === undefined ? '' : `, adjusted ${pText(adjusted)}`}`;
}

/** A line of cells for each expectation; the first line is the head. */
export function expectationLines(judged: readonly JudgedExpectation[]): string[][] {
  return [
    ['expectation', 'verdict', 'difference'],
    ...judged.map((one) => [expectationText(one), expectationVerdict(one), expectationNumbers(one)]),
  ];
}

/** How to read the verdicts. */
export function expectationLegend(judged: readonly JudgedExpectation[]): string[] {
  const tested = judged.filter(({ adjusted }) => adjusted !== undefined).length;
  const single = judged.some(({ finding }) => finding?.draws === 1);
  const unbounded = judged.some(({ direction, within }) => direction === 'same' && within === undefined);
  return [
    ...(tested > 0
      ? [
          `Paired by item and draw, t over draws and items. Decided where p${tested > 1 ? `, adjusted by Holm’s correction over the ${tested} tested here,` : ''} is below 5 %.`,
          'Undecided does not mean that there is no difference: these draws and items do not show one.',
        ]
      : []),
    ...(isAboutOneBase(judged.flatMap(({ finding }) => finding ?? [])) ? [oneBaseNote] : []),
    ...(unbounded
      ? ['"The same" can be confirmed only where the file says how large a difference counts as the same (within).']
      : []),
    ...(single ? ['With one draw, interval and p hold for this draw only, and nothing is decided: add seeds.'] : []),
  ];
}
