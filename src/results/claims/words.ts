import { armLabel, findSet, metric, setLabel } from '../../catalogue/index.js';
import { oneBaseNote } from '../draw.js';
import type { Claim, ClaimComparison } from './claim.js';
import type { Finding, NotComparable } from './evidence.js';
import type { Judgement } from './judge.js';
import type { Comparison } from './types.js';

/** How to read the verdicts, for the foot of every form. */
export function legend({ synthetic, rows }: Comparison): string[] {
  const sets = [...new Set(rows.flatMap(({ claim: { sets, thanOn } }) => [...sets, ...(thanOn ? [thanOn] : [])]))];
  const findings = rows.flatMap(({ judgements }) => judgements.flatMap(({ comparisons }) => comparisons));
  const standIns = sets.map(findSet).flatMap((set) => (set?.standIn ? `${set.standIn} for ${set.label}` : []));
  return [
    'Counts are comparisons in the direction of the claim, of those that can be made.',
    'As printed: the order of printed values, which have no interval; no test. Corrected: misprints that follow from arithmetic.',
    'On a run, a verdict needs two or more draws (seeds). Arms are paired by item and draw, with t over draws and items.',
    ...familyNotes(rows.flatMap(({ judgements }) => judgements)),
    'Undecided does not mean that there is no difference: these draws and items do not show one.',
    'With one draw a claim is undecided: p and interval of a comparison then hold for this draw only.',
    ...(isAboutOneBase(findings) ? [oneBaseNote] : []),
    ...(synthetic ? [`In the synthetic world there are other sets: ${standIns.join(', ')}.`] : []),
  ];
}

/** Over which claims p is corrected: a family is large, so that a verdict is hard to get. */
function familyNotes(judgements: readonly Judgement[]): string[] {
  const size = (stated: boolean): number =>
    Math.max(
      0,
      ...judgements.flatMap(({ claim, family }) => (claim.sections.length > 0 === stated ? (family ?? []) : [])),
    );
  const families = [
    ...(size(true) > 0 ? [`the ${size(true)} claims of the paper that can be tested on it`] : []),
    ...(size(false) > 0 ? [`the ${size(false)} that the paper does not state`] : []),
  ];
  if (families.length === 0) return [];
  return [
    `A claim holds or fails where p is below 5 % after Holm’s correction over its family: ${families.join('; another is ')}. The larger the family, the smaller p has to be.`,
  ];
}

/** Whether several draws of one base are behind some findings, and none of several bases. */
export function isAboutOneBase(findings: readonly (Finding | NotComparable)[]): boolean {
  const drawn = findings.flatMap((one) => ('missing' in one || (one.draws ?? 1) === 1 ? [] : one));
  return drawn.length > 0 && drawn.every(({ bases }) => bases === 1);
}

/** 'Table 1; introduction, conclusion' */
export function placeText({ table, sections }: Claim): string {
  return `Table ${table}; ${sections.length > 0 ? sections.join(', ') : 'not stated by the paper'}`;
}

/** 'fails', 'undecided, one seed' */
export function verdictText({ verdict, reason }: Judgement): string {
  return reason && verdict === 'undecided' ? `${verdict}, ${reason}` : verdict;
}

/** '35 of 38; not comparable: 2 (ROUGE-L)', with p where claims were tested */
export function countsText(judgement: Judgement): string {
  const { claim, comparable, agreeing, notComparable, verdict, reason, p, adjusted } = judgement;
  const lacking = lackingIn(judgement);
  if (verdict === 'not comparable') return lacking.find((what) => what.startsWith('no ')) ?? reason ?? '';
  const counts = `${agreeing} of ${comparable}${claim.count === 'metrics' ? ' metrics' : ''}`;
  return [
    `${counts}${p === undefined ? '' : `, p ${pText(p)}, adjusted ${pText(adjusted!)}`}`,
    ...(notComparable > 0 ? [`not comparable: ${notComparable} (${lacking.join(', ')})`] : []),
  ].join('; ');
}

/** 'no AC' for an arm without any value, and the metrics of what else is missing; the sets where the claim is about one metric. */
function lackingIn({ claim, comparisons }: Judgement): string[] {
  const isAboutOne = new Set(comparisons.map((one) => one.metric)).size === 1 && claim.sets.length > 1;
  const nameOf = (one: ClaimComparison): string => (isAboutOne ? findSet(one.set)!.label : metric(one.metric).label);
  const missing = comparisons.flatMap((one) => ('missing' in one ? one : []));
  return [...new Set(missing.map((one) => (one.arm === undefined ? nameOf(one) : `no ${armLabel(one.arm)}`)))];
}

/** 'AudioCaps, BLEU-4: ACC above AC' */
export function comparisonText({ set, metric: name, better, worse, thanOn }: ClaimComparison): string {
  const arms = thanOn
    ? `${armLabel(better)} minus ${armLabel(worse)} larger than on ${setLabel(thanOn, false)}`
    : `${armLabel(better)} above ${armLabel(worse)}`;
  return `${setLabel(set, false)}, ${metric(name).label}: ${arms}`;
}

/** '+0.0486', or with a test '+2.50 points [-1.00, 6.00], p = 0.13, n = 120, 3 draws' */
export function findingText(name: string, finding: Finding | NotComparable): string {
  if ('missing' in finding) return `not comparable: ${finding.missing}`;
  const { unit, digits } = metric(name);
  const shown = (value: number): string =>
    (unit === 'percent' ? 100 * value : value).toFixed(digits).replace(/^-(?=[0.]*$)/, '');
  const { difference, draws, test, z } = finding;
  return [
    `${difference > 0 ? '+' : ''}${shown(difference)}${unit === 'percent' ? ' points' : ''}${
      test ? ` [${shown(test.interval.low)}, ${shown(test.interval.high)}]` : ''
    }`,
    ...(test ? [`p ${pText(test.p)}`, `n = ${test.items}`] : []),
    ...(draws ? [`${draws} ${draws === 1 ? 'draw' : 'draws'}`] : []),
    ...(z ? [`z = ${z.value.toFixed(2)} if unpaired, n = ${z.n}${z.fits ? '' : ' (fits no percentage)'}`] : []),
  ].join(', ');
}

export function pText(p: number): string {
  return p < 0.0001 ? '< 0.0001' : `= ${Number(p.toPrecision(2))}`;
}
