import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';
import type { Figure } from './types.js';

/**
 * One figure in every format: interactive for viewers with Plotly, a picture for others (GitHub shows only the PNG), a
 * line of text for the rest. No HTML: scripts in notebooks are stripped or blocked.
 */
export async function mimeBundle(figure: Figure): Promise<Record<string, unknown>> {
  const svg = await renderSvg(figure);
  const png = await renderPng(svg);
  return {
    'application/vnd.plotly.v1+json': { data: figure.data, layout: figure.layout },
    'image/svg+xml': svg,
    'image/png': Buffer.from(png).toString('base64'),
    'text/plain': figure.layout.meta.caption,
  };
}
