/** Writes a line to the kernel's standard error, which a client may show as the kernel's log. */
export function log(text: string): void {
  process.stderr.write(`acc kernel: ${text}\n`);
}

/**
 * A line for an event that a broken client may repeat indefinitely: logged the 1st, 2nd, 4th, 8th … time. Writing to a pipe that nobody
 * reads blocks this process, so the log of events that clients cause must be bounded.
 */
export function sparseLog(text: string): () => void {
  let times = 0;
  return () => {
    times += 1;
    if (Number.isInteger(Math.log2(times))) log(times === 1 ? text : `${text} (${times} times so far)`);
  };
}
