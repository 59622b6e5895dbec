import { fontFamily } from './fonts.js';

export const ink: string = '#1f2430';
export const mutedInk: string = '#5c6370';
/** smaller scores are printed as 0.0000 */
export const smallestShown: number = 5e-5;

export const gridColour: string = '#e3e6eb';

/** Title above an optional line of small print, both at the left edge of a figure of that height in pixels. */
export function heading(title: string, smallPrint: string, height: number): { text: string } & Record<string, unknown> {
  const small = smallPrint ? `<br><span style="font-size:12px;color:${mutedInk}">${smallPrint}</span>` : '';
  const place = { x: 0, xref: 'container', xanchor: 'left', yref: 'container', y: 1 - 18 / height, yanchor: 'top' };
  return { text: `<b>${title}</b>${small}`, ...place, pad: { l: 16 }, font: { size: 16 } };
}

/** What all figures of the kit have in common. */
export const baseLayout: Record<string, unknown> = {
  font: { family: fontFamily, size: 12, color: ink },
  paper_bgcolor: '#ffffff',
  plot_bgcolor: '#ffffff',
  hoverlabel: {
    align: 'left',
    bgcolor: '#ffffff',
    bordercolor: mutedInk,
    font: { family: fontFamily, size: 12, color: ink },
  },
};

export const tickSizePx: number = 11;

/** What all axes have in common. */
export const baseAxis: Record<string, unknown> = {
  zeroline: false,
  linecolor: mutedInk,
  tickfont: { size: tickSizePx },
  // Plotly would write 1.5n for 1.5e-9 and 10k for 10000.
  exponentformat: 'none',
};

/** The title below a horizontal axis. */
export function axisTitle(text: string): Record<string, unknown> {
  return { text, standoff: 6, font: { size: 12 } };
}
