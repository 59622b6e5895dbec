import type { Clip } from '../audio/index.js';

/** A clip with the title above its picture. */
export interface TitledClip {
  title: string;
  clip: Clip;
}

/** What a figure or a player states about its clips beside their titles. */
export interface SoundOptions {
  /** true if the kit synthesised the clips: stated wherever they are shown */
  synthetic?: boolean;
}

export const syntheticMark: string = 'synthetic world';

export function seconds({ samples, sampleRate }: Clip): number {
  return samples.length / sampleRate;
}

/** The domains of panels below each other on one time axis, as fractions of the plot from its bottom. */
export function stack(
  count: number,
  panelPx: number,
  gapPx: number,
): { heightPx: number; domains: [number, number][] } {
  const heightPx = count * panelPx + (count - 1) * gapPx;
  const domains = Array.from({ length: count }, (_, index): [number, number] => {
    const top = heightPx - index * (panelPx + gapPx);
    return [Math.max(0, (top - panelPx) / heightPx), top / heightPx];
  });
  return { heightPx, domains };
}

/** The title above a panel, at the left edge of the plot. */
export function panelHeading(text: string, top: number): object {
  const place = { xref: 'paper', yref: 'paper', x: 0, y: top, xanchor: 'left', yanchor: 'bottom', yshift: 3 };
  return { ...place, text, showarrow: false, font: { size: 12 } };
}
