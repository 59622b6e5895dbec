import { twoProportions } from '../../statistics/index.js';
import { paper, paperRows } from '../paper.js';
import { missingReason } from '../provenance.js';
import type { ResultRow } from '../row.js';
import type { ClaimComparison } from './claim.js';
import type { Evidence } from './evidence.js';

/** The values of the paper's tables as printed. */
export function printedEvidence(): Evidence {
  return { printed: true, find: findIn(paperRows()) };
}

/** The same with the misprints corrected; a misprint whose right value is unknown is not comparable. */
export function correctedEvidence(): Evidence {
  const rows = paperRows().map((row): ResultRow => {
    if (!row.suspect?.misprint) return row;
    const { corrected } = row.suspect;
    return {
      ...row,
      value: corrected,
      ...(corrected === null ? { missing: 'a misprint, the right value is unknown' } : {}),
    };
  });
  return { printed: true, find: findIn(rows) };
}

/** Differences of values, one per arm, set and metric. */
export function findIn(rows: readonly ResultRow[]): Evidence['find'] {
  const cell = (arm: string, set: string, metric: string): ResultRow | undefined =>
    rows.find((row) => row.arm === arm && row.set === set && row.metric === metric);
  return ({ set, metric, better, worse, thanOn }) => {
    const cells = [set, ...(thanOn ? [thanOn] : [])].flatMap((one) =>
      [better, worse].map((arm) => cell(arm, one, metric)),
    );
    const lacking = cells.find((row) => !Number.isFinite(row?.value));
    if (cells.includes(undefined) || lacking) {
      const arm = [better, worse].find((one) => !rows.some((row) => row.arm === one));
      return { missing: missingReason(lacking), ...(arm && { arm }) };
    }
    const [high, low, other = 0, another = 0] = cells.map((row) => row!.value!);
    const z = rows[0]?.source === 'paper' ? printedZ({ set, metric, better, worse }, high!, low!) : undefined;
    return { difference: high! - low! - (other - another), ...(z && { z }) };
  };
}

/** For percentages, with the number of items that fits them. */
function printedZ(
  { set, metric }: ClaimComparison,
  better: number,
  worse: number,
): { value: number; n: number; fits: boolean } | undefined {
  const items = metric === 'accuracy' && paper().classificationItems.find((one) => one.set === set);
  if (!items) return undefined;
  const [first, second] = [better, worse].map((share) => Math.round(share * items.n) / items.n);
  return { value: twoProportions(first!, second!, items.n), n: items.n, fits: items.fits };
}
