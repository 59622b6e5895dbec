import { formatValue } from '../catalogue/index.js';
import { drawsText, drawText } from './draw.js';
import type { ResultRow } from './row.js';

/** Where a value comes from, one fact per line, for title attributes and hover texts. */
export function provenance(row: ResultRow): string[] {
  const lines = row.source === 'paper' ? printedFacts(row) : runFacts(row);
  if (row.value === null) lines.unshift(`not computed: ${missingReason(row)}`);
  return lines;
}

/** Why a cell has no value, to follow the words "not computed". */
export function missingReason(row: ResultRow | undefined): string {
  if (!row) return 'no stage of this run computed it';
  return row.missing?.replace(/^not computed( yet)?[:,] */i, '') ?? 'no reason was recorded';
}

/** Why a printed value is suspect, one reason each. */
export function suspectReasons(row: ResultRow): readonly string[] {
  return row.suspect ? (row.suspect.reasons ?? [row.suspect.reason]) : [];
}

function printedFacts(row: ResultRow): string[] {
  const { suspect, protocol } = row;
  const lines = [`printed in the paper${protocol?.table ? `, Table ${protocol.table}` : ''}`];
  if (!suspect) return lines;
  if (suspect.corrected !== null) lines.push(`arithmetic gives ${formatValue(suspect.corrected, row)}`);
  lines.push(`${suspect.misprint === false ? 'doubtful' : 'suspect'}: ${suspect.reason}`);
  return lines;
}

function runFacts(row: ResultRow): string[] {
  const { n, referencesPerItem, interval, metricVersion, metricLabel, protocol, synthetic } = row;
  const lines = drawFacts(row);
  if (row.recorded !== undefined) lines.push(row.recorded);
  if (synthetic) lines.push('synthetic world');
  if (n !== null) lines.push(`n = ${n}`);
  if (referencesPerItem) {
    const [fewest, most] = referencesPerItem;
    lines.push(`references per item: ${fewest === most ? fewest : `${fewest} to ${most}`}`);
  }
  if (interval)
    lines.push(
      `95 % interval ${formatValue(interval.low, row)} to ${formatValue(interval.high, row)} (${interval.method})`,
    );
  if (metricVersion) lines.push(`${metricLabel}, version ${metricVersion}`);
  for (const [name, value] of Object.entries(protocol ?? {})) lines.push(`${name}: ${inWords(value)}`);
  return lines;
}

/** The draw of a value with its record, or the mean and every draw behind it. */
function drawFacts(row: ResultRow): string[] {
  const { record, seeds } = row;
  const one = record ? `record ${record}` : 'no record';
  if (!seeds) return [one];
  if (seeds.draws.length === 1) return [`one draw${inBrackets(drawText(seeds.draws[0]!))}`, one];
  const spread = seeds.sd === undefined ? [] : [`standard deviation ${formatValue(seeds.sd, row)}`];
  return [
    [`mean of ${drawsText(seeds.draws)}`, ...spread].join(', '),
    ...seeds.draws.map((draw, index) => {
      const value = seeds.values[index];
      const shown = typeof value === 'number' ? formatValue(value, row) : 'not computed';
      return `${drawText(draw)}: ${shown}, record ${seeds.records[index]?.slice(0, shownKey)}`;
    }),
  ];
}

/** characters of a key that names a folder of the store */
const shownKey = 16;

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`;
}

/** A fact with sensible digits. */
function inWords(value: string | number): string {
  return typeof value === 'string' || Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
