import { darkArmColours } from '../catalogue/index.js';
import { fontFamily } from './fonts.js';

export const ink: string = '#1f2430';
export const mutedInk: string = '#5c6370';
/** smaller scores are printed as 0.0000 */
export const smallestShown: number = 5e-5;

export const gridColour: string = '#e3e6eb';

/** Background of all figures. */
export const paper: string = '#ffffff';

/** Of what is no arm: one clip's waveform. */
export const waveColour: string = '#0072b2';

/** The colour for the dark page of the book by that on white, for each colour of the kit's figures. */
export function darkColours(): Record<string, string> {
  const own = { [ink]: '#e4e6ea', [mutedInk]: '#a0a7b4', [gridColour]: '#343943', [paper]: '#16181d' };
  return { ...own, [waveColour]: '#5ab4f0', ...darkArmColours() };
}

/** Title above an optional line of small print, both at the left edge of a figure of that height in pixels. */
export function heading(title: string, smallPrint: string, height: number): { text: string } & Record<string, unknown> {
  const small = smallPrint ? `<br><span style="font-size:12px;color:${mutedInk}">${smallPrint}</span>` : '';
  const place = { x: 0, xref: 'container', xanchor: 'left', yref: 'container', y: 1 - 18 / height, yanchor: 'top' };
  return { text: `<b>${title}</b>${small}`, ...place, pad: { l: 16 }, font: { size: 16 } };
}

/** What all figures of the kit have in common. */
export const baseLayout: Record<string, unknown> = {
  font: { family: fontFamily, size: 12, color: ink },
  paper_bgcolor: paper,
  plot_bgcolor: paper,
  hoverlabel: {
    align: 'left',
    bgcolor: paper,
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
