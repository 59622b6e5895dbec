import { readFile } from 'node:fs/promises';
import { cpus, freemem, hostname, totalmem } from 'node:os';
import { descendantsOf } from './descendants.js';
import type { Content } from './wire.js';

/** Processor time of the kernel's processes, and of the machine, in milliseconds, at one moment. */
interface Clock {
  at: number;
  kernel: number;
  busy: number;
  all: number;
}

/** Answers usage_request with ipykernel's fields. Shares of the processor are those since the last request; the first one has none. */
export function usageReporter(): () => Promise<Content> {
  let last: Clock | undefined;
  return async () => {
    const pids = [process.pid, ...(await descendantsOf(process.pid))];
    const processes = await Promise.all(pids.map(processUsage));
    const sum = (member: 'memory' | 'milliseconds'): number => processes.reduce((total, one) => total + one[member], 0);
    const now = { at: performance.now(), kernel: sum('milliseconds'), ...machineTimes() };
    const shares = last ? sharesBetween(last, now) : { kernel_cpu: 0 };
    last = now;
    return {
      status: 'ok',
      hostname: hostname(),
      pid: process.pid,
      ...shares,
      kernel_memory: sum('memory'),
      cpu_count: cpus().length,
      host_virtual_memory: await hostMemory(),
    };
  };
}

function sharesBetween(before: Clock, now: Clock): Content {
  const host = (100 * (now.busy - before.busy)) / (now.all - before.all);
  return {
    kernel_cpu: Math.max(0, (100 * (now.kernel - before.kernel)) / (now.at - before.at)),
    ...(host > 0 && { host_cpu_percent: host }),
  };
}

const pageBytes = 4096;
const tickMilliseconds = 10;

/** Memory in bytes (proportional where Linux tells it) and processor time; zeros for a process that has ended, and without /proc. */
async function processUsage(pid: number): Promise<{ memory: number; milliseconds: number }> {
  if (process.platform !== 'linux') return pid === process.pid ? ownUsage() : { memory: 0, milliseconds: 0 };
  const [rollup, stat, statm] = await Promise.all(
    ['smaps_rollup', 'stat', 'statm'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '')),
  );
  const proportional = /^Pss:\s+(\d+) kB/m.exec(rollup!)?.[1];
  const resident = Number(statm!.split(' ')[1] ?? 0) * pageBytes;
  const [user, system] = stat!
    .slice(stat!.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return {
    memory: proportional ? Number(proportional) * 1024 : resident,
    milliseconds: (Number(user ?? 0) + Number(system ?? 0)) * tickMilliseconds,
  };
}

function ownUsage(): { memory: number; milliseconds: number } {
  const { user, system } = process.cpuUsage();
  return { memory: process.memoryUsage.rss(), milliseconds: (user + system) / 1000 };
}

function machineTimes(): { busy: number; all: number } {
  const times = cpus().map((core) => core.times);
  const all = times.reduce((sum, one) => sum + one.user + one.nice + one.sys + one.irq + one.idle, 0);
  return { all, busy: all - times.reduce((sum, one) => sum + one.idle, 0) };
}

async function hostMemory(): Promise<Content> {
  const total = totalmem();
  const facts = process.platform === 'linux' ? await readFile('/proc/meminfo', 'latin1') : '';
  const available = Number(/^MemAvailable:\s+(\d+) kB/m.exec(facts)?.[1] ?? freemem() / 1024) * 1024;
  return { total, available, percent: (100 * (total - available)) / total, used: total - available, free: freemem() };
}
