/** Asynchronous work that is done one after the other. */
export interface Serial {
  isIdle(): boolean;
  /** starts the work when all before has ended, whether it succeeded or not */
  add<T>(work: () => Promise<T>): Promise<T>;
  /** resolves when nothing is left to be done */
  settled(): Promise<void>;
  /** no longer waits for what was added so far */
  forget(): void;
}

export function serial(): Serial {
  let last: Promise<unknown> | undefined;
  return {
    isIdle: () => last === undefined,
    add: (work) => {
      const before = last;
      const result = (async () => {
        await before;
        return work();
      })();
      const ended = result
        .catch(() => {}) // whoever added the work gets its error
        .finally(() => {
          if (last === ended) last = undefined;
        });
      last = ended;
      return result;
    },
    settled: async () => {
      while (last) await last;
    },
    forget: () => {
      last = undefined;
    },
  };
}
