import { armColours, armLabel, inArmOrder, originalModel } from '../catalogue/index.js';
import {
  armDifference,
  type ItemScores,
  pairScores,
  type ResultRow,
  recordedTitle,
  syntheticOf,
} from '../results/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { setName } from './set-name.js';
import { baseAxis, baseLayout, gridColour, heading, mutedInk } from './style.js';
import type { Figure } from './types.js';
import { whiskers } from './whiskers.js';

/** What an arm gained or lost on a set against the model before fine-tuning; fractions. */
interface Change {
  arm: string;
  set: string;
  change: number;
  low: number;
  high: number;
  draws: number;
}

const size = { width: 760, height: 430 };

/**
 * Accuracy of each arm minus that of the model before fine-tuning, task by task, with 95 % intervals: what was forgotten lies below zero. With the
 * metric "exact" the share of answers that are right word for word, set by set.
 * Both models answered the same items, so that the difference is paired by item and, with several seeds, by draw (`armDifference`).
 * @param rows those of one run @param scores its scores of single items; arms without any are omitted
 */
export function forgettingFigure(
  rows: readonly ResultRow[],
  scores: readonly ItemScores[],
  metric: 'accuracy' | 'exact' = 'accuracy',
): Figure {
  const own = rows.filter((row) => row.metric === metric);
  const changes = changesOf(own, scores);
  const sets = [...new Set(own.map(({ set }) => set))];
  const names = sets.map((set) => own.find((row) => row.set === set)!.setLabel);
  const labels = names.map(plain);
  const shown = inArmOrder(changes.map(({ arm }) => arm));
  const colours = armColours(shown);
  const title = `What was forgotten${syntheticOf(own) === 'none' ? '' : ', synthetic world'}${recordedTitle(own)}`;
  const over = Math.max(...changes.map(({ draws }) => draws)) > 1 ? 'draws and items' : 'the items of this draw';
  const note = `${metric === 'accuracy' ? 'Accuracy' : 'Right answers'} minus ${metric === 'accuracy' ? 'that' : 'those'} of ${armLabel(originalModel())}, in points, with paired 95 % intervals over ${over}.`;
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
        error_y: whiskers(
          ofArm.map(({ change, low, high }) => ({ value: change, low, high })),
          colours.get(arm)!,
        ),
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
        ticktext: names.map((name) => setName(name, (size.width - 76) / sets.length)),
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
  const text = `not computed: needs scores of single items of ${armLabel(originalModel())} and of another arm`;
  return { ...place, font: { size: 12, color: mutedInk }, text };
}

function changesOf(rows: readonly ResultRow[], scores: readonly ItemScores[]): Change[] {
  const scoresOf = (name: string, of: string, metric: string): ItemScores[] =>
    scores.filter((one) => one.arm === name && one.set === of && one.metric === metric);
  return rows.flatMap(({ arm, set, metric }) => {
    const pairs = pairScores(scoresOf(originalModel(), set, metric), scoresOf(arm, set, metric));
    if (arm === originalModel() || 'missing' in pairs) return [];
    const { difference, interval, draws } = armDifference(pairs);
    return [{ arm, set, change: difference, ...interval, draws }];
  });
}
