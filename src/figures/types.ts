/** A Plotly figure as plain JSON. `layout.meta.caption` describes in one line what it shows. */
export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** A Plotly trace; the kit uses the traces of plotly.js 3 in its basic bundle: bar and scatter. */
export type Trace = Record<string, unknown> & { type: 'bar' | 'scatter' };

export interface Layout {
  width: number;
  height: number;
  title: { text: string } & Record<string, unknown>;
  meta: { caption: string };
  [member: string]: unknown;
}
