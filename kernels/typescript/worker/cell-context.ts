import type { Command } from '../channel.js';

/** A cell that was started. */
export interface StartedCell extends Pick<Extract<Command, { kind: 'execute' }>, 'id' | 'cell'> {
  interrupted: boolean;
  /** its awaits that wait, by the number of the site: how many, and since when (a count of all awaits) */
  waiting: Map<number, { count: number; since: number }>;
}

/** The cell whose code runs, also after its end: its timers, the callbacks of its promises, and what follows an `await` in its code. */
export interface CellContext {
  /** called before the code of a cell runs */
  begin(): void;
  /** the cell whose code runs; the running cell where that is not known */
  cell(): StartedCell | undefined;
  /** the code of this cell continues */
  enter(cell: StartedCell | undefined): void;
  /** a callback that will run as code of the present cell; other values are left as they are */
  keep<T>(callback: T): T;
  /** the client's id of the cell whose code runs, if that is not the running cell and the client sends ids */
  late(): string | undefined;
}

/**
 * AsyncLocalStorage would also know the listeners of emitters and what follows an `await` in packages, but its hooks make an `await` four to six times
 * slower, in cells and in all that they call. Here those are code of the running cell.
 * @param running the cell that runs
 */
export function createCellContext(running: () => StartedCell | undefined): CellContext {
  const { queueMicrotask } = globalThis;
  let late: StartedCell | undefined;
  const cell = (): StartedCell | undefined => late ?? running();
  const set = (one: StartedCell | undefined): void => {
    late = one === running() ? undefined : one;
  };
  const forget = (): void => set(undefined);
  return {
    cell,
    begin: forget,
    enter: (continued) => {
      set(continued);
      if (late) queueMicrotask(forget); // what runs next may belong to no cell
    },
    keep: <T>(callback: T): T => {
      const owner = cell();
      if (!owner || typeof callback !== 'function') return callback;
      return function (this: unknown, ...values: unknown[]) {
        const before = late;
        set(owner);
        try {
          return Reflect.apply(callback, this, values);
        } finally {
          late = before;
        }
      } as T;
    },
    late: () => {
      const id = late?.cell;
      return id === running()?.cell ? undefined : id;
    },
  };
}

/** The global timers keep the cell that calls them. */
export function keepTimers({ keep }: CellContext): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const)
    (globalThis as Record<string, unknown>)[name] = new Proxy<(...values: unknown[]) => unknown>(
      globalThis[name] as never,
      {
        apply: (timer, self, [callback, ...values]) => Reflect.apply(timer, self, [keep(callback), ...values]),
      },
    );
}
