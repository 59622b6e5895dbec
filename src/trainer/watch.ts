/**
 * Calls `report` every `milliseconds` while the work is in progress, and once more at its end. A report that fails stops the work, and its error
 * is thrown.
 * @param work ends soon after the signal that it is given
 * @returns the work's result
 */
export async function watch<T>(
  work: (signal: AbortSignal) => Promise<T>,
  report: () => Promise<void>,
  { milliseconds, signal }: { milliseconds: number; signal: AbortSignal },
): Promise<T> {
  const failure = new AbortController();
  let reporting: Promise<void> | undefined;
  const timer = setInterval(() => {
    reporting ??= report()
      .catch((error) => failure.abort(error))
      .finally(() => (reporting = undefined));
  }, milliseconds);
  try {
    const result = await work(AbortSignal.any([signal, failure.signal]));
    clearInterval(timer);
    await reporting;
    failure.signal.throwIfAborted();
    await report();
    return result;
  } finally {
    clearInterval(timer);
  }
}
