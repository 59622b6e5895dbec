import { AccError } from '../core/index.js';
import { plotlyWindow } from './plotly-window.js';
import type { Figure } from './types.js';

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a figure without a browser. The same figure gives the same bytes, whatever was drawn before.
 * @returns an SVG document of layout.width × layout.height
 * @throws AccError 'figures/render-failed'
 */
export function renderSvg(figure: Figure): Promise<string> {
  // One at a time: figures share a window, and its random numbers are reset for each.
  const drawn = last.then(() => draw(figure));
  last = drawn.catch(() => undefined);
  return drawn;
}

async function draw({ data, layout }: Figure): Promise<string> {
  const { plotly, createElement, reseed } = await plotlyWindow();
  reseed();
  const element = createElement();
  try {
    // Plotly modifies its arguments.
    await plotly.newPlot(element, structuredClone(data), structuredClone(layout), { staticPlot: true });
    return plotly.Snapshot.toSVG(element, 'svg', 1);
  } catch (cause) {
    const { message } = cause as Error;
    throw new AccError('figures/render-failed', {
      message: `"${layout.title.text}" could not be drawn: ${message}`,
      cause,
    });
  } finally {
    plotly.purge(element);
    element.remove();
  }
}
