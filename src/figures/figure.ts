import { displaySymbol } from '../results/index.js';

/** A Plotly figure as plain JSON. What it shows in one line stands in `layout.meta.caption`. */
export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** A Plotly trace; the kit uses what plotly.js 3 and its basic bundle know: bar and scatter. */
export type Trace = Record<string, unknown> & { type: 'bar' | 'scatter' };

export interface Layout {
  width: number;
  height: number;
  title: { text: string } & Record<string, unknown>;
  meta: { caption: string };
  [member: string]: unknown;
}

/**
 * A figure that notebooks can show. The method is not enumerable, so that the figure stays plain data for JSON.
 * @param layout everything but the caption; width and height in pixels
 * @param caption what is seen, in one line, for screens without pictures
 */
export function figure(data: Trace[], layout: Omit<Layout, 'meta'>, caption: string): Figure {
  const value = { data, layout: { ...layout, meta: { caption } } as Layout };
  const display = async (): Promise<Record<string, unknown>> => (await import('./bundle.js')).mimeBundle(value);
  return Object.defineProperty(value, displaySymbol, { value: display });
}
