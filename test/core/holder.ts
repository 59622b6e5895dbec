import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';
import { kitRoot } from '../../src/core/index.js';

export interface Holder {
  child: ChildProcess;
  /** what it has reported so far: "waiting", "locked", … with details */
  events: { event: string; details?: string }[];
  reported(event: string): Promise<string | undefined>;
}

/** Another process that wants the lock of a folder. @param fault of its file system, see faulty-files.mjs */
export function startHolder(folder: string, staleMilliseconds?: number, fault?: string): Holder {
  const [script, faults] = ['hold-lock.mjs', 'faulty-files.mjs'].map((file) => join(kitRoot(), 'test/core', file));
  const faulty = fault === undefined ? [] : ['--import', faults!];
  const args = [...faulty, script!, kitRoot(), folder, ...(staleMilliseconds ? [String(staleMilliseconds)] : [])];
  const env = { ...process.env, FAULT: fault };
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const events: Holder['events'] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => events.push(JSON.parse(line)));
  const reported: Holder['reported'] = (event) =>
    vi.waitFor(
      () => {
        const found = events.find((one) => one.event === event);
        if (!found) throw new Error(`"${event}" was not reported: ${JSON.stringify(events)}`);
        return found.details;
      },
      { timeout: 40_000, interval: 10 },
    );
  return { child, events, reported };
}
