import type { Bundle } from '../channel.js';
import { givenBundle } from './given-bundle.js';
import type { Emit } from './output.js';
import { builtInBundle } from './renderers/index.js';

const displaySymbol = Symbol.for('Jupyter.display');

export interface Display {
  /** the cells' `display` */
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  /** the MIME bundle of a value */
  bundle(value: unknown): Promise<Bundle>;
  /** whether this is the promise of a `display` call, which is no result to be shown */
  isCall(value: unknown): boolean;
  /** resolves when every `display` call so far has been shown */
  settled(): Promise<void>;
  /** no longer waits for displays of a cell that was interrupted */
  forget(): void;
}

export interface DisplayOptions {
  /** names the output, so that a later call, also of another cell, can replace it */
  id?: string;
  /** replaces the outputs of that id */
  update?: boolean;
  /** the value is a MIME bundle */
  raw?: boolean;
}

/** Gives the cells their globals `display` and `clearOutput`. */
export function installDisplay(emit: Emit): Display {
  let line: Promise<void> | undefined;
  const calls = new WeakSet<object>();
  const show = (made: Bundle, { id, update = false }: DisplayOptions): void => {
    emit({ kind: 'display', data: made.data, metadata: made.metadata, update, displayId: id });
  };
  // At once where the bundle is at hand, so that text and displays keep their order; behind those that are still waited for.
  const started = async (value: unknown, options: DisplayOptions): Promise<void> => {
    checkOptions(options);
    const made = options.raw ? givenBundle(value) : bundleOf(value);
    if (made instanceof Promise) made.catch(() => {}); // it is awaited below, perhaps later than it fails
    if (!line && !(made instanceof Promise)) return show(made, options);
    const before = line;
    const shown = (async () => {
      await before;
      show(await made, options);
    })();
    const settled = shown
      .catch(() => {})
      .finally(() => {
        if (line === settled) line = undefined;
      });
    line = settled;
    await shown;
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
    settled: async () => {
      while (line) await line;
    },
    forget: () => {
      line = undefined;
    },
  };
}

/** A cell may go unchecked: `display(a, b)`, as other kernels have it, must not lose `b`. */
function checkOptions(options: unknown): asserts options is DisplayOptions {
  const members = typeof options === 'object' && options !== null ? Object.keys(options) : [String(options)];
  const unknown = members.find((member) => !['id', 'update', 'raw'].includes(member));
  if (unknown !== undefined)
    throw new TypeError(`display shows one value a call; its options are id, update and raw, not ${unknown}`);
  const { id, update } = options as DisplayOptions;
  if (id !== undefined && (typeof id !== 'string' || id === '')) throw new TypeError('the id of a display is a text');
  if (update && id === undefined) throw new TypeError('to update a display, give the id that it was shown with');
}

/**
 * What a value shows as: the MIME bundle of its own `Symbol.for('Jupyter.display')` method, also from its class and also a promise, else what the
 * kernel's renderers make of it. `in` asks first: an object that answers every question with a function has no such method.
 */
function bundleOf(value: unknown): Bundle | Promise<Bundle> {
  const method = hasMethod(value) ? value[displaySymbol] : undefined;
  if (typeof method !== 'function')
    return later(builtInBundle(value), (data: Bundle['data']) => ({ data, metadata: {} }));
  return later(method.call(value), (shown) => givenBundle(shown, value));
}

function hasMethod(value: unknown): value is Record<symbol, unknown> {
  return value !== null && value !== undefined && displaySymbol in Object(value);
}

/** At once where it can be, so that text and displays keep their order. */
function later<T>(made: unknown, then: (made: T) => Bundle): Bundle | Promise<Bundle> {
  const waits = typeof made === 'object' && made !== null && 'then' in made && typeof made.then === 'function';
  return waits ? Promise.resolve(made as Promise<T>).then(then) : then(made as T);
}
