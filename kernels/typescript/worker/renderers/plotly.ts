import type { Data } from './data.js';
import { plainJson } from './plain-json.js';
import { isPlainObject, ownValue } from './plain-object.js';

interface PlotlyObject {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}

const members = new Set(['data', 'layout', 'config', 'frames']);
/** what the kit's Plotly can draw without a browser (its basic bundle) */
const drawn = new Set(['scatter', 'bar', 'pie']);
const size = { width: 700, height: 450 };

/** A bare Plotly object `{ data, layout }`: interactive in viewers that support Plotly, a picture elsewhere, no script. */
export function plotlyBundle(value: object): Promise<Data> | undefined {
  return isPlotly(value) ? bundle(plainJson(value) as PlotlyObject) : undefined;
}

function isPlotly(value: object): value is PlotlyObject {
  if (!isPlainObject(value)) return false;
  const [data, layout] = [ownValue(value, 'data'), ownValue(value, 'layout')];
  if (!Array.isArray(data) || data.length === 0 || !isPlainObject(layout)) return false;
  return Object.keys(value).every((key) => members.has(key)) && data.every(isTrace);
}

function isTrace(trace: unknown): boolean {
  if (!isPlainObject(trace)) return false;
  const values = ['x', 'y'].map((key) => ownValue(trace, key));
  return (
    typeof ownValue(trace, 'type') === 'string' ||
    values.some((axis) => Array.isArray(axis) || ArrayBuffer.isView(axis))
  );
}

async function bundle({ data, layout }: PlotlyObject): Promise<Data> {
  const figure = { data, layout: { ...layout, title: titleObject(layout) } };
  const json = { 'application/vnd.plotly.v1+json': figure };
  const types = figure.data.map(({ type = 'scatter' }) => String(type));
  const name = figure.layout.title.text;
  const caption = `Plotly figure${name ? ` "${name.replace(/<[^>]*>/g, '')}"` : ''}: ${[...new Set(types)].join(', ')}`;
  const foreign = types.find((type) => !drawn.has(type));
  if (foreign)
    return { ...json, 'text/plain': `${caption} (no picture: ${foreign} is drawn by Plotly in a browser only)` };
  try {
    return { ...(await picture(figure, caption)), ...json };
  } catch (error) {
    return { ...json, 'text/plain': `${caption} (no picture: ${(error as Error).message})` };
  }
}

/** Drawn by the kit's own figures, which are loaded on first use. */
async function picture({ data, layout }: PlotlyObject, caption: string): Promise<Data> {
  const { figure } = await import('../../../../src/figures/index.js');
  const shown = figure(data as never, { ...size, ...layout } as never, caption);
  return (shown as unknown as Record<symbol, () => Promise<Data>>)[Symbol.for('Jupyter.display')]!();
}

/** Plotly 3 ignores a title that is a plain string, which most examples use. */
function titleObject({ title }: Record<string, unknown>): { text: string } {
  const whole = typeof title === 'object' ? title : { text: title };
  return { ...whole, text: String((whole as { text?: unknown } | null)?.text ?? '') };
}
