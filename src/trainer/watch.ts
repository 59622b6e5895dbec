/** Calls `look` every `milliseconds` while the work is under way, once more at its end, and gives the work's result. */
export async function watch<T>(work: Promise<T>, look: () => Promise<void>, milliseconds: number): Promise<T> {
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
    looking.catch(() => clearInterval(timer)); // thrown below, when the work has ended
  }, milliseconds);
  const result = await work.finally(() => clearInterval(timer));
  await looking;
  await look();
  return result;
}
