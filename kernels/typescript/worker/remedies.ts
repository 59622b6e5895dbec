/** For an error of `require` that `import()` does not have: what to await before the next attempt. */
const remedies = new WeakMap<object, () => Promise<void>>();

/** The error, for which `remedied` knows a remedy. */
export function withRemedy<T extends object>(error: T, remedy: () => Promise<void>): T {
  remedies.set(error, remedy);
  return error;
}

/** Repeats an attempt while its error has a remedy. Each remedy loads one more module asynchronously. */
export async function remedied<T>(attempt: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const remedy = remedies.get(error as object);
      if (!remedy) throw error;
      await remedy();
    }
  }
}
