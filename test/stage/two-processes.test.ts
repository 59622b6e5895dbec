import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

interface Event {
  event: string;
  details?: string;
}

/** Another process that runs base → arm → NAME in a store. */
function startRun(store: string, name: string) {
  const script = join(kitRoot(), 'test/stage/run-plan.mjs');
  const child = spawn(process.execPath, [script, kitRoot(), store, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const events: Event[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line)));
  const reported = (event: string, details?: string): Promise<void> =>
    vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ event, ...(details && { details }) })), {
      timeout: 40_000,
      interval: 10,
    });
  const stages = (): (string | undefined)[] =>
    events.filter(({ event }) => event === 'at work').map(({ details }) => details);
  return { child, events, reported, stages };
}

/** What the stages of a store wrote. */
function texts(store: string): string[] {
  const folders = readdirSync(store).filter((name) => name.startsWith('writing-'));
  return folders.map((name) => readFileSync(join(store, name, 'text'), 'utf8')).sort();
}

test('two runs that share stages make each once, also where one is stopped for longer than a lock counts as alive', async () => {
  const store = temporaryFolder();
  const first = startRun(store, 'first');
  await first.reported('at work', 'base');
  first.child.kill('SIGSTOP');
  const [lock] = readdirSync(join(store, 'unfinished')).filter((name) => name.endsWith('.lock'));
  const past = Date.now() / 1000 - 50;
  utimesSync(join(store, 'unfinished', lock!), past, past);
  const second = startRun(store, 'second');
  second.child.stdin.end();
  await second.reported('waiting');
  expect(second.events[0]!.details).toContain(`waiting for process ${first.child.pid} (`);
  first.child.kill('SIGCONT');
  first.child.stdin.end();
  await Promise.all([first.reported('finished'), second.reported('finished')]);
  expect([...first.stages(), ...second.stages()].sort()).toEqual(['arm', 'base', 'first', 'second']);
  expect(texts(store)).toEqual(['arm+base', 'base', 'first+arm+base', 'second+arm+base']);
  expect(readdirSync(join(store, 'unfinished'))).toEqual([]);
});
