import { mimeBundle } from './mime-bundle.js';
import type { Emit } from './output.js';

const displaySymbol = Symbol.for('Jupyter.display');

/** The types of `Deno.jupyter` in cells. */
export const denoJupyterTypes: string = `
/** The display calls of Deno's Jupyter kernel, so that notebooks written for it show the same output; nothing else of Deno is available. */
declare namespace Deno.jupyter {
  /** The method by which a value provides its MIME bundle. */
  const $display: unique symbol;
  interface Displayable { [$display](): Record<string, unknown> | Promise<Record<string, unknown>> }
  interface DisplayOptions { raw?: boolean; update?: boolean; display_id?: string }
  function display(value: unknown, options?: DisplayOptions): Promise<void>;
  function broadcast(type: 'display_data' | 'update_display_data', content: {
    data: Record<string, unknown>; metadata?: Record<string, unknown>; transient?: { display_id?: string };
  }): Promise<void>;
  function broadcast(type: 'clear_output', content?: { wait?: boolean }): Promise<void>;
  function html(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
  function md(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
  function svg(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
}
`;

type Shown = {
  data?: unknown;
  metadata?: Record<string, unknown>;
  transient?: { display_id?: string };
  wait?: boolean;
};
type Show = (value: unknown, options: { id?: string; update?: boolean; raw?: boolean }) => Promise<void>;
type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => object;

/**
 * The implementation of `denoJupyterTypes`, to which cell-code.ts leads `Deno.jupyter`: a global `Deno` would make libraries take this process for Deno.
 * @param display the kernel's `display` */
export function denoJupyter(emit: Emit, display: Show): Record<string, unknown> {
  const tag =
    (type: string): Tag =>
    (strings, ...values) => ({ [displaySymbol]: () => ({ [type]: String.raw({ raw: strings }, ...values) }) });
  return {
    $display: displaySymbol,
    display: (value: unknown, { display_id: id, ...options }: { display_id?: string } = {}) =>
      display(value, id === undefined ? options : { ...options, id }),
    broadcast: async (type: string, { data, metadata = {}, transient = {}, wait = false }: Shown = {}) => {
      if (type === 'clear_output') return emit({ kind: 'clear', wait });
      if (type !== 'display_data' && type !== 'update_display_data')
        throw new TypeError(
          `Deno.jupyter.broadcast does not support ${type} here, only display_data, update_display_data and clear_output`,
        );
      const update = type === 'update_display_data';
      emit({ kind: 'display', data: mimeBundle(data).data, metadata, update, displayId: transient.display_id });
    },
    html: tag('text/html'),
    md: tag('text/markdown'),
    svg: tag('image/svg+xml'),
  };
}
