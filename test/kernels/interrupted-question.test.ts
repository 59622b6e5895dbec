import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Command,
  descriptors,
  eventParser,
  interruption,
  type WorkerEvent,
} from '../../kernels/typescript/channel.js';
import { root } from './raw-client.js';

/** The process of the cells without the front process: no alarm comes, only the answer that an interrupt gives to the open question. */
let worker: ChildProcess;
const marker = 'mark';
const listeners = new Set<(event: WorkerEvent) => void>();
beforeAll(async () => {
  worker = spawn(process.execPath, [join(root, 'dist/kernels/typescript/worker/main.js')], {
    cwd: join(root, 'notebooks'),
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore', 'ipc', 'pipe', 'pipe'],
    env: { ...process.env, ACC_KERNEL_MARKER: marker },
  });
  const event = (one: WorkerEvent): void => {
    for (const listener of listeners) listener(one);
  };
  worker.stdout!.on('data', eventParser(marker, { text: () => {}, event }));
  await seen('ready');
  await run(
    "import { createInterface as lines } from 'node:readline'; import { createInterface } from 'node:readline/promises';",
  );
  await run(
    "import { promisify } from 'node:util'; import { readFileSync, readFile, readSync } from 'node:fs'; import { once } from 'node:events';",
  );
}, 60_000);
afterAll(() => process.kill(-worker.pid!, 'SIGKILL'));

function seen<K extends WorkerEvent['kind']>(kind: K): Promise<Extract<WorkerEvent, { kind: K }>> {
  return new Promise((resolve) => {
    const listener = (event: WorkerEvent): void => {
      if (event.kind !== kind) return;
      listeners.delete(listener);
      resolve(event as Extract<WorkerEvent, { kind: K }>);
    };
    listeners.add(listener);
  });
}

let count = 0;
async function run(code: string): Promise<Extract<WorkerEvent, { kind: 'done' }>> {
  const done = seen('done');
  worker.send({ kind: 'execute', id: ++count, code, count, silent: false, expressions: {} } satisfies Command);
  return done;
}

const streams = '{ input: process.stdin, output: process.stdout }';
const cells: [string, string][] = [
  ['prompt', "\nprompt('? ');"],
  ['prompt in a function', "function ask(): string {\n  return prompt('? ');\n}\nawait null; ask();"],
  ['question of node:readline/promises', `\nawait createInterface(${streams}).question('? ');`],
  ['question that the cell does not await', `\nvoid createInterface(${streams}).question('? ');`],
  ['promisified question', `const open = lines(${streams});\nawait promisify(open.question).call(open, '? ');`],
  ['readFileSync(0)', '\nreadFileSync(0);'],
  ['readSync(0)', '\nreadSync(0, Buffer.alloc(1));'],
];

test.each(cells)(
  'an interrupt that answers a %s before it reaches the cell gives Interrupted and the line',
  async (_, code) => {
    expect(await interrupted(code)).toMatchObject({ ...interruption, line: 2, traceback: expect.anything() });
  },
);

const nowhere: [string, string][] = [
  ['iterated process.stdin', 'for await (const chunk of process.stdin) console.log(chunk);'],
  ['lines of an interface', `for await (const line of lines(${streams})) console.log(line);`],
  ['process.stdin and once', "await once(process.stdin, 'data');"],
  ['callback that throws its error', 'readFile(0, (error) => { if (error) throw error; });'],
  ['promise of readFile', "await (await import('node:fs/promises')).readFile('/dev/stdin');"],
];

test.each(nowhere)(
  'an interrupt that answers a question of %s before it reaches the cell gives Interrupted',
  async (_, code) => {
    expect(await interrupted(code)).toMatchObject({ ename: 'Interrupted', evalue: interruption.evalue });
  },
);

/** The failure of a cell whose question is answered as by an interrupt. */
async function interrupted(code: string): Promise<unknown> {
  const asked = seen('input');
  const done = run(code);
  await Promise.race([asked, done]);
  (worker.stdio as readonly unknown[] as Writable[])[descriptors.input]!.write(
    `${JSON.stringify({ interrupted: true })}\n`,
  );
  return (await done).failure;
}
