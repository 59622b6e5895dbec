/** A signal that Ctrl-C, SIGTERM and SIGHUP abort: what a script has started then ends in order. */
export function stopSignal() {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stop.abort());
  return stop.signal;
}
