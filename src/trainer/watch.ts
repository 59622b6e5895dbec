/** Calls `report` every `milliseconds` while the work is in progress, once more at its end, and returns the work's result. */
export async function watch<T>(work: Promise<T>, report: () => Promise<void>, milliseconds: number): Promise<T> {
  let reporting: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    reporting = reporting.then(report);
    reporting.catch(() => clearInterval(timer)); // rethrown below, when the work has ended
  }, milliseconds);
  const result = await work.finally(() => clearInterval(timer));
  await reporting;
  await report();
  return result;
}
