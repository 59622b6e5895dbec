import type { Bundle } from '../channel.js';
import { builtInBundle } from './built-in.js';
import type { Emit } from './output.js';

const displaySymbol = Symbol.for('Jupyter.display');

export interface Display {
  /** the MIME bundle of a value */
  bundle(value: unknown): Promise<Bundle>;
  /** whether this is the promise of a `display` call, which is no result to be shown */
  isCall(value: unknown): boolean;
  /** resolves when every `display` call so far has been shown */
  settled(): Promise<void>;
}

export interface DisplayOptions {
  id?: string;
  update?: boolean;
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
    const made = options.raw ? normalise(value as Record<string, unknown>) : bundleOf(value);
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
    bundle: async (value) => bundleOf(value),
    isCall: (value) => typeof value === 'object' && value !== null && calls.has(value),
    settled: async () => {
      while (line) await line;
    },
  };
}

/**
 * What a value shows as: the MIME bundle of its own `Symbol.for('Jupyter.display')` method, also from its class and also a promise, else what built-in.ts knows.
 */
function bundleOf(value: unknown): Bundle | Promise<Bundle> {
  const method = value === null || value === undefined ? undefined : (value as Record<symbol, unknown>)[displaySymbol];
  if (typeof method !== 'function') return builtIn(value);
  const shown: unknown = method.call(value);
  return shown instanceof Promise ? shown.then((late) => given(late, value)) : given(shown, value);
}

function given(shown: unknown, value: unknown): Bundle {
  return typeof shown === 'object' && shown !== null ? normalise(shown as Record<string, unknown>) : builtIn(value);
}

function builtIn(value: unknown): Bundle {
  return { data: builtInBundle(value), metadata: {} };
}

/** A plain bundle, or one with `data` and `metadata`; bytes become base64 as the protocol wants them. */
function normalise(shown: Record<string, unknown>): Bundle {
  const wrapped =
    typeof shown.data === 'object' && shown.data !== null && !Object.keys(shown).some((key) => key.includes('/'));
  const data = wrapped ? (shown.data as Record<string, unknown>) : shown;
  const metadata = wrapped ? ((shown.metadata ?? {}) as Record<string, unknown>) : {};
  return { data: Object.fromEntries(Object.entries(data).map(([type, part]) => [type, encoded(part)])), metadata };
}

function encoded(part: unknown): unknown {
  return part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part;
}
