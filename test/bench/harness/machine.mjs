import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What one needs to know of the machine to read a figure. */
export function machine() {
  const [load] = loadavg();
  const cores = availableParallelism();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    load: Number(load.toFixed(2)),
    // A quarter of the cores: beyond it, one of two cores' turns is often someone else's.
    quiet: load <= cores / 4,
  };
}
