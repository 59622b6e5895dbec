import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * node --import costs.mjs …: writes what the process cost, from its start and with its worker threads, into the file that ACC_BENCH_COSTS names.
 * Linux counts what the starting process had into maxRSS, so that its own record is asked first.
 */
if (isMainThread)
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const costs = { cpu: (user + system) / 1e6, seconds: process.uptime(), rss: peakRss() };
    writeFileSync(process.env.ACC_BENCH_COSTS, JSON.stringify(costs));
  });

function peakRss() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
