/**
 * The names of earlier cells as accessors of their variables: loops of a cell write its variables at full speed, a function of the cell sees the
 * assignments of later cells, and later cells see those of the function.
 */
export interface LiveVariables {
  /** where the code of later cells reads and writes them */
  names: object;
  /** called at the end of a cell, with accessors of its names */
  share(accessors: object): void;
}

/** @param locals the executor's names, which then include these */
export function liveVariables(locals: object): LiveVariables {
  const names = {};
  Object.setPrototypeOf(locals, names);
  return {
    names,
    share: (accessors) => {
      for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors)))
        Object.defineProperty(names, name, accessor);
    },
  };
}
