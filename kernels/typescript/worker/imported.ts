import { isEsModule } from './native-import.js';

/** A module as the imports of a cell read it. */
export interface Imported {
  module: unknown;
  default: unknown;
  namespace: unknown;
}

/** A CommonJS module is the default of itself. */
export function imported(module: unknown): Imported {
  if (isEsModule(module))
    return {
      module,
      namespace: module,
      get default() {
        return (module as { default: unknown }).default;
      },
    };
  let namespace: object | undefined;
  return {
    module,
    default: module,
    get namespace() {
      namespace ??= namespaceOf(module);
      return namespace;
    },
  };
}

function namespaceOf(module: unknown): object {
  const namespace = {};
  if (typeof module === 'object' || typeof module === 'function')
    for (const name of Object.getOwnPropertyNames(module ?? {}))
      if (name !== 'default')
        Object.defineProperty(namespace, name, {
          enumerable: true,
          get: () => (module as Record<string, unknown>)[name],
        });
  return Object.defineProperty(namespace, 'default', { enumerable: true, value: module });
}
