import { interruption } from '../channel.js';
import type { CellContext, StartedCell } from './cell-context.js';

/** An `await` in the source of a cell. */
export interface Site {
  run: number;
  offset: number;
}

/** The awaits of the cells: what cell-awaits.ts puts around them. */
export interface Awaits {
  /** @returns the number of a site */
  site(run: number, offset: number): number;
  /** called before an `await`; @returns the cell whose code waits */
  pause(site: number): StartedCell | undefined;
  /** called after it. @throws InterruptedCell if the cell was interrupted meanwhile, or before */
  resumed<T>(site: number, cell: StartedCell | undefined, value: T): T;
  /** what `for await` iterates */
  each<T>(site: number, values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): unknown;
  /** where the code of a cell has last begun to wait and still does; an `await` whose promise was rejected counts until it is reached again */
  pending(cell: StartedCell): Site | undefined;
}

/** Ends the code of an interrupted cell at its next `await`. */
export class InterruptedCell extends Error {
  override name = interruption.ename;
}

export function createAwaits({ cell, enter }: CellContext): Awaits {
  const sites: Site[] = [];
  let clock = 0;

  const pause: Awaits['pause'] = (site) => {
    const owner = cell();
    const waits = owner?.waiting.get(site);
    if (!waits) owner?.waiting.set(site, { count: 1, since: ++clock });
    else {
      waits.count++;
      waits.since = ++clock;
    }
    return owner;
  };
  const resumed: Awaits['resumed'] = (site, owner, value) => {
    if (owner) owner.waiting.get(site)!.count--;
    enter(owner);
    if (owner?.interrupted) throw new InterruptedCell(interruption.evalue);
    return value;
  };
  return {
    site: (run, offset) => sites.push({ run, offset }) - 1,
    pause,
    resumed,
    each: (site, values) => {
      const open = iteratorOf(values);
      if (!open) return values; // `for await` says what is wrong with them
      return {
        [Symbol.asyncIterator]: () => {
          const iterator = open();
          return {
            next: async () => resumed(site, pause(site), await iterator.next()),
            ...(iterator.return && { return: () => iterator.return!() }),
          };
        },
      };
    },
    pending: ({ waiting }) => {
      const open = [...waiting].filter(([, { count }]) => count > 0).sort(([, a], [, b]) => b.since - a.since);
      return open[0] && sites[open[0][0]];
    },
  };
}

/** Of values that are not asynchronous, each is awaited. */
function iteratorOf<T>(values: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): (() => AsyncIterator<T>) | undefined {
  const given = (values ?? {}) as Partial<AsyncIterable<T> & Iterable<T>>;
  if (typeof given[Symbol.asyncIterator] === 'function')
    return () => (values as AsyncIterable<T>)[Symbol.asyncIterator]();
  if (typeof given[Symbol.iterator] !== 'function') return undefined;
  return async function* () {
    yield* values as Iterable<T>;
  };
}
