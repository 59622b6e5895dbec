import { displaySymbol } from '../results/index.js';
import type { Figure, Layout, Trace } from './types.js';

/**
 * A figure that notebooks can show. The method is not enumerable, so that the figure stays plain data for JSON.
 * @param layout everything but the caption; width and height in pixels
 * @param caption what the figure shows, in one line, for viewers without pictures
 */
export function figure(data: Trace[], layout: Omit<Layout, 'meta'>, caption: string): Figure {
  const value = { data, layout: { ...layout, meta: { caption } } as Layout };
  const display = async (): Promise<Record<string, unknown>> => (await import('./bundle.js')).mimeBundle(value);
  return Object.defineProperty(value, displaySymbol, { value: display });
}
