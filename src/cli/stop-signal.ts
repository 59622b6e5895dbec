/**
 * A signal that Ctrl-C, SIGTERM and SIGHUP abort. A second Ctrl-C ends the kit at once; guard.py, which watches every child process,
 * then ends the children too.
 */
export function stopSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\nstopping; finished work is kept (press Ctrl-C again to stop at once)\n');
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, stop);
  const release = (): void => {
    for (const name of names) process.off(name, stop);
  };
  return { signal: controller.signal, release };
}
