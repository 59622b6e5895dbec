import { armColours, armLabel, inArmOrder, originalModel } from '../catalogue/index.js';
import { drawInterval, type ResultRow, type Seeds, severalDraws, syntheticOf } from '../results/index.js';
import { mean } from '../statistics/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { baseAxis, baseLayout, gridColour, heading, mutedInk } from './style.js';
import type { Figure } from './types.js';

/** What an arm gained or lost on a task against the model before fine-tuning; fractions of accuracy. */
interface Change {
  arm: string;
  set: string;
  change: number;
  low: number;
  high: number;
}

const size = { width: 760, height: 430 };

/**
 * Accuracy of each arm minus that of the model before fine-tuning, task by task, with 95 % intervals: what was forgotten lies below zero.
 * With several draws, each is compared with its own base and the interval is t over the draws. With one, it is computed from the intervals of
 * both accuracies (square-and-add, Newcombe 1998), which assumes independent answers of the two models: it is wider than a paired interval.
 * Arms without a value or interval are omitted.
 * @param rows those of one run
 */
export function forgettingFigure(rows: readonly ResultRow[]): Figure {
  const own = rows.filter(({ metric }) => metric === 'accuracy');
  const changes = changesOf(own);
  const sets = [...new Set(own.map(({ set }) => set))];
  const labels = sets.map((set) => plain(own.find((row) => row.set === set)!.setLabel));
  const shown = inArmOrder(changes.map(({ arm }) => arm));
  const colours = armColours(shown);
  const title = `What was forgotten${syntheticOf(own) === 'none' ? '' : ', synthetic world'}`;
  const over = own.some(severalDraws) ? ' over draws' : '';
  const note = `Accuracy minus that of ${armLabel(originalModel())}, in points. Whiskers are 95 % intervals of the difference${over}.`;
  return figure(
    shown.map((arm, line) => {
      const ofArm = changes.filter((change) => change.arm === arm);
      return {
        type: 'scatter',
        mode: 'markers',
        name: plain(armLabel(arm)),
        x: ofArm.map(({ set }) => sets.indexOf(set) + (line - (shown.length - 1) / 2) * (0.6 / shown.length)),
        y: ofArm.map(({ change }) => 100 * change),
        marker: { color: colours.get(arm)!, size: 10 },
        error_y: {
          type: 'data',
          symmetric: false,
          array: ofArm.map(({ change, high }) => 100 * (high - change)),
          arrayminus: ofArm.map(({ change, low }) => 100 * (change - low)),
          color: colours.get(arm)!,
          thickness: 2,
          width: 4,
        },
        hovertext: ofArm.map(({ set, change, low, high }) => {
          const points = [change, low, high].map((value) => (100 * value).toFixed(2));
          return `${plain(armLabel(arm))}, ${labels[sets.indexOf(set)]}<br>${points[0]} points (${points[1]} to ${points[2]})`;
        }),
        hoverinfo: 'text',
      };
    }),
    {
      ...baseLayout,
      ...size,
      margin: { l: 60, r: 16, t: 96, b: 56 },
      title: heading(title, note, size.height),
      showlegend: true,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
      xaxis: {
        ...baseAxis,
        showgrid: false,
        range: [-0.5, sets.length - 0.5],
        tickvals: sets.map((_, index) => index),
        ticktext: labels.map((label) => label.replace(', ', '<br>')),
      },
      yaxis: {
        ...baseAxis,
        gridcolor: gridColour,
        zeroline: true,
        zerolinecolor: mutedInk,
        ...(changes.length > 0 ? {} : { range: [-1, 1], tickvals: [0] }),
      },
      annotations: changes.length > 0 ? [] : [gapText()],
    },
    `${title}: ${note}`,
  );
}

/** in the middle of an empty figure */
function gapText(): object {
  const place = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, showarrow: false };
  const text = `not computed: needs accuracies of ${armLabel(originalModel())} and of another arm`;
  return { ...place, font: { size: 12, color: mutedInk }, text };
}

function changesOf(rows: readonly ResultRow[]): Change[] {
  return rows.flatMap((row) => {
    const ori = rows.find(
      ({ arm, set, metric }) => arm === originalModel() && set === row.set && metric === row.metric,
    );
    if (row.arm === originalModel() || !ori?.interval || !row.interval || row.value === null || ori.value === null)
      return [];
    const { arm, set } = row;
    const seeds = severalDraws(row);
    if (seeds) return { arm, set, ...changeOverDraws(seeds, ori) };
    const change = row.value - ori.value;
    const low = change - Math.hypot(row.value - row.interval.low, ori.interval.high - ori.value);
    const high = change + Math.hypot(row.interval.high - row.value, ori.value - ori.interval.low);
    return { arm, set, change, low, high };
  });
}

/** Each draw minus the model that it started from, as t over the draws. */
function changeOverDraws({ values, draws }: Seeds, ori: ResultRow): Omit<Change, 'arm' | 'set'> {
  const started = new Map(ori.seeds?.draws.map(({ base }, index) => [base, ori.seeds?.values[index]]));
  const changes = draws.map(({ base }, index) => values[index]! - (started.get(base) ?? ori.value!));
  return { change: mean(changes), ...drawInterval(changes, draws) };
}
