import type { Bundle } from '../channel.js';
import type { CellContext } from './cell-context.js';
import { mimeBundle } from './mime-bundle.js';
import type { Emit } from './output.js';
import { builtInBundle } from './renderers/index.js';
import { serial } from './serial.js';

const displaySymbol = Symbol.for('Jupyter.display');

export interface Display {
  /** `display` of the cells */
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  /** the MIME bundle of a value */
  bundle(value: unknown): Promise<Bundle>;
  /** whether this is the promise of a `display` call, which is not shown as a result */
  isCall(value: unknown): boolean;
  /** resolves when every `display` call so far has been shown */
  settled(): Promise<void>;
  /** stops waiting for the displays of an interrupted cell */
  forget(): void;
}

export interface DisplayOptions {
  /** identifies the output, so that a later call, also in another cell, can replace it */
  id?: string;
  /** replaces the outputs with that id */
  update?: boolean;
  /** the value is a MIME bundle */
  raw?: boolean;
}

/**
 * Defines the globals `display` and `clearOutput` of the cells.
 * @param keep what is shown later is output of the cell that displays it
 */
export function installDisplay(emit: Emit, keep: CellContext['keep']): Display {
  const queue = serial();
  const calls = new WeakSet<object>();
  const emitted = (made: Bundle, { id, update = false }: DisplayOptions): void => {
    emit({ kind: 'display', data: made.data, metadata: made.metadata, update, displayId: id });
  };
  // Immediately where the bundle is available, so that text and displays keep their order; otherwise after the pending ones.
  const started = async (value: unknown, options: DisplayOptions): Promise<void> => {
    checkOptions(options);
    const show = keep(emitted);
    const made = options.raw ? mimeBundle(value) : bundleOf(value);
    if (made instanceof Promise) made.catch(() => {}); // it is awaited below, perhaps after it rejects
    if (queue.isIdle() && !(made instanceof Promise)) return show(made, options);
    await queue.add(async () => show(await made, options));
  };
  const display = (value: unknown, options: DisplayOptions = {}): Promise<void> => {
    const call = started(value, options);
    calls.add(call);
    return call;
  };
  const clearOutput = (wait = false): void => emit({ kind: 'clear', wait });
  Object.assign(globalThis, { display, clearOutput });
  return {
    display,
    bundle: async (value) => bundleOf(value),
    isCall: (value) => typeof value === 'object' && value !== null && calls.has(value),
    settled: queue.settled,
    forget: queue.forget,
  };
}

/** A cell may be unchecked: `display(a, b)`, which other kernels accept, must not silently drop `b`. */
function checkOptions(options: unknown): asserts options is DisplayOptions {
  const members = typeof options === 'object' && options !== null ? Object.keys(options) : [String(options)];
  const unknown = members.find((member) => !['id', 'update', 'raw'].includes(member));
  if (unknown !== undefined)
    throw new TypeError(`display takes one value and the options id, update and raw, not ${unknown}`);
  const { id, update } = options as DisplayOptions;
  if (id !== undefined && (typeof id !== 'string' || id === ''))
    throw new TypeError('the id of a display must be a non-empty string');
  if (update && id === undefined) throw new TypeError('update requires the id of the display to be updated');
}

/**
 * The MIME bundle of a value: from its `Symbol.for('Jupyter.display')` method (own or inherited, possibly async), else from the kernel's
 * renderers. `in` is tested first: a Proxy that returns a function for every property has no such method.
 */
function bundleOf(value: unknown): Bundle | Promise<Bundle> {
  const method = hasMethod(value) ? value[displaySymbol] : undefined;
  if (typeof method !== 'function')
    return later(builtInBundle(value), (data: Bundle['data']) => ({ data, metadata: {} }));
  return later(method.call(value), (shown) => mimeBundle(shown, value));
}

function hasMethod(value: unknown): value is Record<symbol, unknown> {
  return value !== null && value !== undefined && displaySymbol in Object(value);
}

/** Synchronous where possible, so that text and displays keep their order. */
function later<T>(made: unknown, then: (made: T) => Bundle): Bundle | Promise<Bundle> {
  const waits = typeof made === 'object' && made !== null && 'then' in made && typeof made.then === 'function';
  return waits ? Promise.resolve(made as Promise<T>).then(then) : then(made as T);
}
