/**
 * The names of earlier cells as accessors of their variables: loops of a cell write its variables at full speed, a function of the cell sees the
 * assignments of later cells, and later cells see those of the function.
 */
export interface LiveVariables {
  /** where the code of later cells reads and writes them */
  names: object;
  /** called at the end of a cell, with accessors of its names */
  share(accessors: object): void;
  /** the present value of a name, unobserved */
  present(name: string): unknown;
  /** called at the start of a cell: the observer is told of the first use of each name from now on */
  observe(): void;
}

/** Is told when a name of an earlier cell is read or assigned. */
export interface NameObserver {
  read(name: string, value: unknown): void;
  assigned(name: string): void;
}

/** @param locals the executor's names, which then include these */
export function liveVariables(locals: object, observer: NameObserver): LiveVariables {
  const names = {};
  const own = new Map<string, PropertyDescriptor>();
  const seen = new Map<string, Partial<PropertyDescriptor>>();
  Object.setPrototypeOf(locals, names);

  /** Replaces an accessor that has told the observer by the variable's own: a loop that uses it often then runs at full speed. */
  const pass = (name: string, accessor: 'get' | 'set'): void => {
    const { get, set } = own.get(name)!;
    const passed = { ...seen.get(name), [accessor]: accessor === 'get' ? get : set };
    seen.set(name, passed);
    define(name, passed);
  };

  const define = (name: string, passed: Partial<PropertyDescriptor>): void => {
    const { get, set } = own.get(name)!;
    const observedGet = (): unknown => {
      const value = get!();
      pass(name, 'get');
      observer.read(name, value);
      return value;
    };
    const observedSet = (value: unknown): void => {
      set!(value);
      pass(name, 'set');
      observer.assigned(name);
    };
    const accessors = { get: observedGet, set: set && observedSet, ...passed };
    Object.defineProperty(names, name, { configurable: true, enumerable: true, ...accessors });
  };

  return {
    names,
    present: (name) => own.get(name)?.get?.(),
    observe: () => {
      for (const name of seen.keys()) define(name, {});
      seen.clear();
    },
    share: (accessors) => {
      for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
        own.set(name, accessor);
        seen.delete(name);
        define(name, {});
      }
    },
  };
}
