/** A Plotly figure as plain JSON. `layout.meta.caption` describes in one line what it shows. */
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
