import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '../processes.js';
import { type RawKernel, startRawKernel } from './raw-client.js';

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
  await kernel.run('const kept = 11; let children: number[] = [];');
}, 60_000);
afterAll(() => kernel.end());

const cells: [string, string][] = [
  ['a busy loop', "console.log('go'); while (true) {}"],
  ['a busy loop after an await', "await null; console.log('go'); while (true) {}"],
  ['a promise that never settles', "console.log('go'); await new Promise(() => {})"],
  ['a child process', "import { execa } from 'execa'; console.log('go'); await execa('sleep', ['60'])"],
  [
    'a synchronous wait for a child process',
    "import { spawnSync } from 'node:child_process'; console.log('go'); spawnSync('sleep', ['60'])",
  ],
  [
    'a synchronous wait for a child that ignores SIGINT and SIGTERM',
    "import { spawnSync } from 'node:child_process'; console.log('go'); spawnSync('sh', ['-c', 'trap \"\" INT TERM; while :; do sleep 1; done'])",
  ],
  ['a thread that waits', "console.log('go'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  [
    'an endless loop in a timer',
    "setTimeout(() => { console.log('go'); while (true) {} }, 1); await new Promise(() => {})",
  ],
  [
    'an endless loop in a listener',
    "import { spawn } from 'node:child_process'; spawn('echo').on('exit', () => { console.log('go'); while (true) {} }); await new Promise(() => {})",
  ],
  ['a loop of promises', "console.log('go'); for (;;) await null"],
  [
    'a cell with a SIGINT listener of its own',
    "process.on('SIGINT', () => {}); console.log('go'); await new Promise(() => {})",
  ],
  ['a flood of standard output', "for (let i = 0; ; i++) console.log('line', i)"],
  ['a flood of standard error', "for (let i = 0; ; i++) console.error('line', i)"],
  ['a prompt', "console.log('go'); prompt('? ')"],
];

const ways: [string, (kernel: RawKernel) => Promise<unknown>][] = [
  ['interrupt_request', (running) => running.ask('interrupt_request', {}, 'control')],
  ['SIGINT', async (running) => running.child.kill('SIGINT')],
];

for (const [way, interrupt] of ways)
  for (const [what, code] of cells)
    test(`${way} stops ${what}, and the variables survive`, async () => {
      const id = await kernel.send('shell', 'execute_request', { code, allow_stdin: true });
      await kernel.seen(
        ({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id,
      );
      await interrupt(kernel);
      expect((await kernel.reply(id)).content.status).toBe('error');
      const { published } = await kernel.run('kept');
      expect(published[2]?.content).toMatchObject({ data: { 'text/plain': '11' } });
    });

test('an interrupt also ends the grandchildren of the cell', async () => {
  const code =
    "import { spawn } from 'node:child_process'; spawn('sh', ['-c', 'sleep 61 & echo $!; wait'], { stdio: 'inherit' }); await new Promise(() => {})";
  const id = await kernel.send('shell', 'execute_request', { code });
  const stream = await kernel.seen(
    ({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id,
  );
  await kernel.ask('interrupt_request', {}, 'control');
  await kernel.reply(id);
  await expect.poll(() => isAlive(Number(stream.content.text))).toBe(false);
});

test('an interrupt reaches a child with its own process group', async () => {
  const { text } = await kernel.run(
    "import { spawn } from 'node:child_process'; const own = spawn('sleep', ['63'], { detached: true }); console.log(own.pid)",
  );
  const id = await kernel.send('shell', 'execute_request', {
    code: "console.log('go'); await new Promise((resolve) => own.on('exit', resolve)); await new Promise(() => {})",
  });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id);
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.reply(id)).content.status).toBe('error');
  await expect.poll(() => isAlive(Number(text))).toBe(false);
});

const lines: [string, string, number][] = [
  ['a loop', "console.log('go');\nlet i = 0;\nwhile (true) i++;", 3],
  ['a function that the cell calls', "function spin(): never {\n  for (;;);\n}\nconsole.log('go');\nspin();", 2],
  ['a thread that waits', "console.log('go');\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);", 2],
];

test.each(lines)('an interrupted cell names the line of %s', async (_, code, line) => {
  const id = await kernel.send('shell', 'execute_request', { code });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id);
  await kernel.ask('interrupt_request', {}, 'control');
  const { ename, traceback } = (await kernel.reply(id)).content;
  expect(ename).toBe('Interrupted');
  expect((traceback as string[])[0]).toMatch(new RegExp(`^Cell In\\[\\d+\\], line ${line}$`));
  expect((traceback as string[])[1]).toBe(`  | ${code.split('\n')[line - 1]}`);
});

test('an interrupt ends the threads that the cell has started, and no earlier ones', async () => {
  const thread = (name: string): string =>
    `const ${name} = new Worker('for (;;);', { eval: true });\n${name}.on('exit', () => console.log('${name} ended'));\n`;
  await kernel.run(`import { Worker } from 'node:worker_threads';\n${thread('earlier')}`);
  const code = `${thread('own')}own.once('online', () => console.log('go'));\nawait new Promise(() => {});`;
  const id = await kernel.send('shell', 'execute_request', { code });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id);
  await kernel.ask('interrupt_request', {}, 'control');
  await kernel.seen(({ content }) => String(content.text).includes('own ended'));
  expect(kernel.received.some(({ content }) => String(content.text).includes('earlier ended'))).toBe(false);
  await kernel.run('await earlier.terminate()');
}, 20_000);

test('a cell that is interrupted while the engine starts ends once', async () => {
  const starting = await startRawKernel();
  const id = await starting.send('shell', 'execute_request', { code: 'while (true) {}' });
  await starting.seen(({ header }) => header.msg_type === 'execute_input');
  await starting.ask('interrupt_request', {}, 'control');
  expect((await starting.reply(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  expect((await starting.run('1 + 1')).reply.status).toBe('ok');
  await starting.end();
}, 60_000);

test('an interrupt while nothing runs is answered and changes nothing', async () => {
  expect((await kernel.ask('interrupt_request', {}, 'control')).reply.status).toBe('ok');
  expect((await kernel.run('kept')).reply.status).toBe('ok');
});

test('a killed cell engine is an error of its cell, and a new one starts', async () => {
  const { reply } = await kernel.run("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})");
  expect(reply).toMatchObject({ status: 'error', ename: 'EngineLost' });
  expect((await kernel.run('1 + 1')).published[2]?.content).toMatchObject({ data: { 'text/plain': '2' } });
});

test('shutdown_reply echoes restart, and the kernel and its children exit', async () => {
  const { text } = await kernel.run(
    "import { spawn } from 'node:child_process'; console.log(spawn('sleep', ['62']).pid)",
  );
  const exited = once(kernel.child, 'exit');
  const id = await kernel.send('control', 'shutdown_request', { restart: true });
  expect((await kernel.reply(id)).content).toEqual({ status: 'ok', restart: true });
  await exited;
  expect(isAlive(Number(text))).toBe(false);
});
