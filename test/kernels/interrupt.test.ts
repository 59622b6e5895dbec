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
  ['an await', "await null;\nconsole.log('go');\nawait new Promise(() => {});", 3],
  [
    'an await behind others',
    "console.log('go');\n/* 😀 */ const all = [\n  await 1,\n  await new Promise(() => {}),\n];",
    4,
  ],
  [
    'an await in a function that the cell awaits',
    "async function wait(): Promise<void> {\n  await new Promise(() => {});\n}\nconsole.log('go');\nawait wait();",
    2,
  ],
  ['a loop of awaits', "console.log('go');\nfor (;;)\n  await new Promise((ready) => setTimeout(ready, 1));", 3],
  [
    'for await',
    "async function* none(): AsyncGenerator<number> { await new Promise(() => {}); yield 1; }\nconsole.log('go');\nfor await (const one of none()) one;",
    1,
  ],
  ['for await of promises', "console.log('go');\nfor await (const one of [1, new Promise(() => {})]) one;", 2],
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

const continued: [string, string][] = [
  ['a loop', 'for (;;) { turns++; await step(); }'],
  ['a loop that catches', 'for (;;) { turns++; try { await step(); } catch {} if (isOver) break; }'],
  [
    'a loop of a function that it does not await',
    'void (async () => { for (;;) { turns++; await step(); } })(); await new Promise(() => {});',
  ],
  [
    'a loop of for await',
    'async function* steps() { for (;;) { yield 1; } }\nfor await (const one of steps()) { turns += one; await step(); }',
  ],
];

test.each(continued)('the code of an interrupted cell ends at its next await: %s', async (_, code) => {
  await kernel.run(
    'let turns = 0; let isOver = false; const step = () => new Promise((ready) => setTimeout(ready, 1));',
  );
  const id = await kernel.send('shell', 'execute_request', { code: `console.log('go');\n${code}` });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id);
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.reply(id)).content.ename).toBe('Interrupted');
  const { published, reply } = await kernel.run(
    'isOver = true; await step(); await step(); const then = turns; for (let i = 0; i < 20; i++) await step(); turns - then',
  );
  expect(reply.status).toBe('ok');
  expect(published.map(({ header }) => header.msg_type)).not.toContain('error');
  expect(published.find(({ header }) => header.msg_type === 'execute_result')?.content.data).toEqual({
    'text/plain': '0',
  });
});

test('a function of an earlier cell ends for the interrupted cell only', async () => {
  await kernel.run(
    'let beats = 0; const beat = async () => { for (;;) { beats++; await new Promise((ready) => setTimeout(ready, 1)); } };\nvoid beat();',
  );
  const id = await kernel.send('shell', 'execute_request', { code: "console.log('go');\nawait beat();" });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && 'msg_id' in parent && parent.msg_id === id);
  await kernel.ask('interrupt_request', {}, 'control');
  const { line, ename, traceback } = (await kernel.reply(id)).content;
  expect([line, ename]).toEqual([undefined, 'Interrupted']);
  expect((traceback as string[])[0]).toMatch(/^Cell In\[\d+\], line 1$/);
  const { reply } = await kernel.run(
    'const before = beats; while (beats < before + 3) await new Promise((ready) => setTimeout(ready, 1));',
  );
  expect(reply.status).toBe('ok');
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
