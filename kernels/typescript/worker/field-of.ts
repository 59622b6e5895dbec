/** A field of a value that a cell has thrown; its getter, or the trap of a Proxy, may throw as well. */
export function fieldOf(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
