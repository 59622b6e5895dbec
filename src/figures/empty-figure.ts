import type { Table } from '../results/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { baseLayout, heading, mutedInk } from './style.js';
import type { Figure } from './types.js';

/** The figure of a table without what it would show, e.g. that of joint training for a run without it. */
export function emptyFigure({ title, caption }: Table): Figure {
  const size = { width: 760, height: 160 };
  const place = { xref: 'paper', yref: 'paper', x: 0, y: 0.5, xanchor: 'left', showarrow: false };
  const hidden = { visible: false };
  return figure(
    [],
    {
      ...baseLayout,
      ...size,
      margin: { l: 16, r: 16, t: 60, b: 16 },
      title: heading(plain(title), '', size.height),
      xaxis: hidden,
      yaxis: hidden,
      annotations: [{ ...place, text: caption, font: { size: 12, color: mutedInk } }],
    },
    `${title}. ${caption}`,
  );
}
