/** What one needs to know of the machine, and whether it was quiet. */
export function machineText({ before, after }) {
  const { cpu, cores, memoryGiB, node, system } = before;
  const facts = `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load ${before.load} before, ${after.load} after`;
  if (before.quiet) return facts;
  return `${facts}\nThe machine was not quiet: ratios hold, as all sides were measured in turns; times alone are too long.`;
}

/** A suite as one table: a line a figure, ours first; where a figure has several targets, a line for each further one. */
export function suiteTable({ name, what, sides, figures }) {
  const head = ['', ...sides.map((side) => side.name), 'ratio', 'target', ''];
  const versions = ['', ...sides.map(({ version, missing }) => (missing ? 'missing' : version)), '', '', ''];
  const body = figures.flatMap((figure) => figureRows(figure));
  const notes = [
    ...sides.filter(({ missing }) => missing).map((side) => `${side.name} is missing: ${side.missing}`),
    ...lostSentences(figures),
    ...sides.filter(({ note }) => note).map((side) => `${side.name} ${side.note}`),
  ];
  return [`${name}: ${what}. Median (lowest–highest)`, ...aligned([head, versions, ...body]), ...notes].join('\n');
}

function figureRows({ what, unit, sides, targets }) {
  const first = [`${what}, ${unit}`, ...sides.map(valueText)];
  const rest = first.map(() => '');
  const judgements = targets.length === 0 ? [['', '', '']] : targets.map(targetTexts);
  return judgements.map((texts, i) => [...(i === 0 ? first : rest), ...texts]);
}

function valueText({ median, low, high, lost }) {
  if (lost !== undefined) return 'lost';
  if (median === undefined) return '';
  return low === high ? short(median) : `${short(median)} (${short(low)}–${short(high)})`;
}

function targetTexts({ peer, ratio, bound, atMost, met }) {
  const verdict = met === undefined ? 'not measured' : met ? 'met' : 'MISSED';
  if (peer === undefined) return ['', `≤ ${short(atMost)}`, verdict];
  const reached = ratio === undefined ? '' : short(ratio);
  if (bound === undefined) return [reached, `mark: ${peer}`, ''];
  return [reached, `≤ ${short(bound)} × ${peer}`, verdict];
}

function lostSentences(figures) {
  const lost = figures.flatMap(({ what, sides }) =>
    sides.filter((side) => side.lost !== undefined).map((side) => ({ ...side, what })),
  );
  return lost.map((side) => `${side.name} lost "${side.what}": ${side.lost}`);
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i])).join('  ')}`.trimEnd());
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
