/**
 * Recognises that a cell uses a value which an earlier cell computed from a name that has changed since: the value is not what the cells, run
 * again in order, would give.
 */
export interface StaleNames {
  /** called at the start of a cell; @param cell its id, if the client sends it */
  begin(count: number, cell: string | undefined): void;
  /** a cell reads or assigns a name of an earlier cell: the first time that it does so */
  read(name: string, value: unknown): void;
  assigned(name: string): void;
  /** called at the end of a cell that completes */
  declared(names: string[]): void;
  /** ends the cell; @returns what to tell the user */
  end(completed: boolean): string[];
}

interface Run {
  count: number;
  cell: string | undefined;
  /** the names of earlier cells that it read, with their values at that time */
  inputs: Map<string, unknown>;
  /** the names that it declared or assigned */
  outputs: Set<string>;
}

/** What has changed since a run, and which later run did that, where it is known. */
interface Change {
  name: string;
  by?: Run;
}

/** @param present the present value of a name */
export function createStaleNames(present: (name: string) => unknown): StaleNames {
  const definitions = new Map<string, Run>();
  const latest = new Map<string, Run>();
  let current: Run | undefined;
  let notes: string[] = [];

  const changeBehind = (run: Run, seen: Set<Run>): Change | undefined => {
    if (seen.has(run)) return undefined;
    seen.add(run);
    for (const [name, value] of run.inputs) {
      if (run.outputs.has(name)) continue;
      const by = definitions.get(name);
      if (!isSame(value, present(name))) return { name, by: by && by.count > run.count ? by : undefined };
      const deeper = by && by !== current ? changeBehind(by, seen) : undefined;
      if (deeper) return deeper;
    }
    return undefined;
  };

  const noteOn = (name: string): string | undefined => {
    const run = definitions.get(name);
    if (!run || run === current || typeof present(name) === 'function') return undefined;
    const again = run.cell === undefined ? run : latest.get(run.cell);
    const start = `Note: this cell uses \`${name}\` of cell [${run.count}], which`;
    if (again && again !== run && run.cell !== current?.cell)
      return `${start} was run again as [${again.count}] and no longer defines it.`;
    const change = changeBehind(run, new Set());
    if (!change) return undefined;
    const since = change.by
      ? `depends on \`${change.name}\`; cell [${change.by.count}] has changed \`${change.name}\` since.`
      : `depends on \`${change.name}\`, which has changed since.`;
    return `${start} ${since}`;
  };

  const assigned = (name: string): void => {
    if (!current) return;
    current.outputs.add(name);
    definitions.set(name, current);
  };

  return {
    begin: (count, cell) => {
      current = { count, cell, inputs: new Map(), outputs: new Set() };
      notes = [];
    },
    read: (name, value) => {
      if (!current || current.inputs.has(name)) return;
      const note = noteOn(name);
      if (note) notes.push(note);
      current.inputs.set(name, value);
    },
    assigned,
    declared: (names) => names.forEach(assigned),
    end: (completed) => {
      if (completed && current?.cell !== undefined) latest.set(current.cell, current);
      current = undefined;
      return process.env.ACC_STALE_NOTES === 'off' ? [] : notes;
    },
  };
}

/** A cell that is run again makes its functions again: the same text counts as the same function. */
function isSame(before: unknown, now: unknown): boolean {
  if (typeof before === 'function' && typeof now === 'function')
    return before === now || String(before) === String(now);
  return Object.is(before, now);
}
