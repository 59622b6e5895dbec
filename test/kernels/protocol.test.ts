import { afterAll, beforeAll, expect, test } from 'vitest';
import { message } from '../../kernels/typescript/index.js';
import { encode } from '../../kernels/typescript/wire.js';
import { type RawKernel, startRawKernel } from './raw-client.js';

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
}, 30_000);
afterAll(() => kernel.end());

test('the first message that a subscriber gets is a signed iopub_welcome with an empty parent', async () => {
  const welcome = await kernel.seen(() => true);
  expect(welcome.header.msg_type).toBe('iopub_welcome');
  expect(welcome.parent).toEqual({});
  expect(welcome.content).toEqual({ subscription: '' });
});

test('kernel_info is answered on shell and on control with status, a version and a codemirror_mode that is a string', async () => {
  for (const channel of ['shell', 'control'] as const) {
    const { reply, types } = await kernel.ask('kernel_info_request', {}, channel);
    expect(reply).toMatchObject({ status: 'ok', implementation: 'acc-kit', language_info: { name: 'typescript' } });
    expect(reply.language_info).toMatchObject({ file_extension: '.ts', codemirror_mode: 'typescript' });
    expect(types).toEqual(['status', 'status']);
  }
});

test('a cell publishes busy, its input, its result and idle, in this order', async () => {
  const { reply, types, published } = await kernel.run('40 + 2');
  expect(types).toEqual(['status', 'execute_input', 'execute_result', 'status']);
  expect(published[2]?.content).toMatchObject({ data: { 'text/plain': '42' }, execution_count: reply.execution_count });
  expect(reply).toMatchObject({ status: 'ok', user_expressions: {}, payload: [] });
}, 60_000);

test('100,000 lines written at once all arrive, in order and before idle', async () => {
  const { text, types } = await kernel.run('for (let i = 0; i < 100_000; i++) console.log(i)');
  expect(text === Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join('')).toBe(true);
  expect(types.at(-1)).toBe('status');
}, 30_000);

test('standard error, displays and standard output arrive in the order in which the cell wrote them', async () => {
  const { published } = await kernel.run(
    "console.log('a'); console.error('b'); await display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'c' }) }); console.log('d')",
  );
  const shown = published.slice(2, -1).map(({ header, content }) => [header.msg_type, content.text ?? content.data]);
  expect(shown).toEqual([
    ['stream', 'a\n'],
    ['stream', 'b\n'],
    ['display_data', { 'text/plain': 'c' }],
    ['stream', 'd\n'],
  ]);
});

test('the output of a child that inherits standard output is interleaved with that of the cell', async () => {
  const { text } = await kernel.run(
    "import { spawnSync } from 'node:child_process'; console.log('before'); spawnSync('echo', ['child'], { stdio: 'inherit' }); console.log('after');",
  );
  expect(text).toBe('before\nchild\nafter\n');
});

test('an exception is one error message that names cell and line, without a copy on standard error', async () => {
  const { reply, types, published, text } = await kernel.run("const fine = 1;\nthrow new RangeError('too far');");
  expect(types).toEqual(['status', 'execute_input', 'error', 'status']);
  const { ename, evalue, traceback } = published[2]!.content;
  expect({ ename, evalue, traceback }).toEqual({
    ename: 'RangeError',
    evalue: 'too far',
    traceback: [
      `Cell In[${reply.execution_count}], line 2`,
      "  | throw new RangeError('too far');",
      '  |       ^',
      'RangeError: too far',
      `    at Cell In[${reply.execution_count}], line 2, column 7`,
    ],
  });
  expect(published[2]?.metadata).toEqual({ cell_line: 2 });
  expect(reply).toMatchObject({ status: 'error', ename, evalue, traceback });
  expect(text).toBe('');
});

test('a type error is reported with line and caret before anything runs', async () => {
  const { reply, text } = await kernel.run("console.log('ran');\nconst wrong: string = 3;");
  expect(reply).toMatchObject({ status: 'error', ename: 'TypeCheckError' });
  expect(reply.traceback).toEqual([
    `Cell In[${reply.execution_count}], line 2`,
    '  | const wrong: string = 3;',
    '  |       ^',
    "TypeCheckError: Type 'number' is not assignable to type 'string'. (TS2322)",
  ]);
  expect(text).toBe('');
});

test('after an error the queued cells are aborted, and cells sent after the reply run', async () => {
  const failing = await kernel.send('shell', 'execute_request', { code: "throw new Error('stop')" });
  const queued = await kernel.send('shell', 'execute_request', { code: "console.log('queued')" });
  expect((await kernel.reply(failing)).content.status).toBe('error');
  expect((await kernel.reply(queued)).content.status).toBe('aborted');
  expect((await kernel.published(queued)).map(({ header }) => header.msg_type)).toEqual(['status', 'status']);
  expect((await kernel.run('1')).reply.status).toBe('ok');
});

test.each([
  ['fails', "throw new Error('go on')"],
  ['cannot be run', 7],
])('with stop_on_error false the cells queued after one that %s still run', async (_, code) => {
  const failing = await kernel.send('shell', 'execute_request', { code, stop_on_error: false });
  const queued = await kernel.send('shell', 'execute_request', { code: '2' });
  expect((await kernel.reply(failing)).content.status).toBe('error');
  expect((await kernel.reply(queued)).content.status).toBe('ok');
});

test('an unhandled rejection is an error of its cell, and the kernel keeps running', async () => {
  const { reply, types } = await kernel.run("Promise.reject(new Error('nobody cares')); undefined");
  expect(reply).toMatchObject({ status: 'error', evalue: 'nobody cares' });
  expect(types.filter((type) => type === 'error')).toHaveLength(1);
  expect((await kernel.run('1')).reply.status).toBe('ok');
});

test('process.exit in a cell is an error, and variables survive it', async () => {
  await kernel.run('const kept = 7');
  const { reply } = await kernel.run('process.exit(3)');
  expect(reply.status).toBe('error');
  expect((await kernel.run('kept')).published[2]?.content).toMatchObject({ data: { 'text/plain': '7' } });
});

test('a silent cell has no input message, no count and no result; its errors are still reported', async () => {
  const { reply: before } = await kernel.run('1');
  const { types, reply } = await kernel.run('5', { silent: true });
  expect(types).toEqual(['status', 'status']);
  expect(reply.execution_count).toBe(before.execution_count);
});

test('a cell that is not stored is not counted and not in the history', async () => {
  const { reply: before } = await kernel.run('1');
  const { reply } = await kernel.run("'not stored'", { store_history: false });
  expect(reply.execution_count).toBe(before.execution_count);
  const { reply: history } = await kernel.ask('history_request', {
    hist_access_type: 'search',
    pattern: '*not stored*',
  });
  expect(history.history).toEqual([]);
});

test('user_expressions are evaluated, an error is reported for its key alone', async () => {
  const { reply } = await kernel.run('const base = 20', { user_expressions: { sum: 'base + 1', bad: 'nowhere' } });
  expect(reply.user_expressions).toMatchObject({
    sum: { status: 'ok', data: { 'text/plain': '21' } },
    bad: { status: 'error', ename: 'TypeCheckError' },
  });
});

test('history supports tail, range and search, with outputs on request', async () => {
  const { reply } = await kernel.run("'history item'");
  const line = reply.execution_count as number;
  const ask = async (content: Record<string, unknown>): Promise<unknown> =>
    (await kernel.ask('history_request', content)).reply.history;
  const entry = [1, line, "'history item'"];
  expect(await ask({ hist_access_type: 'tail', n: 1, output: false })).toEqual([entry]);
  expect(await ask({ hist_access_type: 'range', session: 0, start: line, stop: line + 1, output: false })).toEqual([
    entry,
  ]);
  expect(await ask({ hist_access_type: 'search', pattern: '*tory it?m*', n: 5, output: true })).toEqual([
    [1, line, ["'history item'", "'history item'"]],
  ]);
});

test('is_complete distinguishes complete, incomplete and invalid code', async () => {
  const status = async (code: string): Promise<unknown> =>
    (await kernel.ask('is_complete_request', { code })).reply.status;
  expect(await status('const a = 1')).toBe('complete');
  expect(await status('function f() {')).toBe('incomplete');
  expect(await status('const t = `open')).toBe('incomplete');
  expect(await status('/* open')).toBe('incomplete');
  expect(await status('const s = "open')).toBe('invalid');
  expect(await status('const = 1; foo(')).toBe('invalid');
});

test('whether code is complete is answered while a cell keeps the engine busy', async () => {
  const id = await kernel.send('shell', 'execute_request', { code: "console.log('busy'); for (;;);", silent: false });
  await kernel.seen(({ content }) => String(content.text).includes('busy'));
  const { reply } = await kernel.ask('is_complete_request', { code: 'for (const i of [1, 2]) {' });
  expect(reply).toEqual({ status: 'incomplete', indent: '  ' });
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.reply(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
});

test('completion and inspection count code points, and include the declarations of earlier cells', async () => {
  await kernel.run('const measured = { decibel: 3 };');
  const code = "'🎧🎧'; measured.dec";
  const { reply } = await kernel.ask('complete_request', { code, cursor_pos: [...code].length });
  expect(reply).toMatchObject({ status: 'ok', matches: ['decibel'], cursor_start: 15, cursor_end: 18 });
  const inspected = await kernel.ask('inspect_request', { code: "'🎧🎧'; measured", cursor_pos: 8, detail_level: 0 });
  expect(inspected.reply).toMatchObject({ status: 'ok', found: true });
  expect(JSON.stringify(inspected.reply.data)).toContain('decibel: number');
});

test('a comm that a client opens is closed, without a reply on shell', async () => {
  const id = await kernel.send('shell', 'comm_open', { comm_id: 'c1', target_name: 'unknown', data: {} });
  const messages = await kernel.published(id);
  expect(messages.map(({ header }) => header.msg_type)).toEqual(['status', 'comm_close', 'status']);
  expect(messages[1]?.content).toMatchObject({ comm_id: 'c1' });
  expect((await kernel.ask('comm_info_request')).reply).toEqual({ status: 'ok', comms: {} });
});

test('prompt sends input_request on stdin, and fails immediately where input is not allowed', async () => {
  const id = await kernel.send('shell', 'execute_request', { code: "prompt('name? ')", allow_stdin: true });
  const request = await kernel.seen(({ header }) => header.msg_type === 'input_request');
  expect(request.content).toEqual({ prompt: 'name? ', password: false });
  await kernel.send('stdin', 'input_reply', { value: 'Ada' }, request.header);
  expect((await kernel.reply(id)).content.status).toBe('ok');
  const result = (await kernel.published(id)).find(({ header }) => header.msg_type === 'execute_result');
  expect(result?.content).toMatchObject({ data: { 'text/plain': "'Ada'" } });
  expect((await kernel.run("prompt('name? ')", { allow_stdin: false })).reply.status).toBe('error');
});

test('display updates keep their id, and clearOutput is passed on', async () => {
  const { published } = await kernel.run(
    "await display('one', { id: 'x' }); await display('two', { id: 'x', update: true }); clearOutput(true);",
  );
  const shown = published
    .slice(2, -1)
    .map(({ header, content }) => [header.msg_type, content.transient ?? content.wait]);
  expect(shown).toEqual([
    ['display_data', { display_id: 'x' }],
    ['update_display_data', { display_id: 'x' }],
    ['clear_output', true],
  ]);
});

test('messages with a wrong signature, too few frames or unknown types have no effect', async () => {
  const forged = encode(message('execute_request', 'raw', { code: "console.log('forged')" }), {
    ...kernel.connection,
    key: 'another key',
  });
  await kernel.sendFrames('shell', forged);
  await kernel.sendFrames('shell', [Buffer.from('<IDS|MSG>'), Buffer.from('x')]);
  await kernel.sendFrames('control', [Buffer.alloc(0)]);
  expect((await kernel.ask('nonsense_request')).reply).toMatchObject({ status: 'error', ename: 'UnknownRequest' });
  expect((await kernel.ask('debug_request', { command: 'attach' }, 'control')).reply).toMatchObject({ success: false });
  expect((await kernel.run('1')).text).toBe('');
});

test('the heartbeat echoes, and control answers, while a cell spins', async () => {
  const id = await kernel.send('shell', 'execute_request', {
    code: 'const until = Date.now() + 1500; while (Date.now() < until);',
  });
  await kernel.heartbeat.send('ping');
  expect(String((await kernel.heartbeat.receive())[0])).toBe('ping');
  expect((await kernel.ask('kernel_info_request', {}, 'control')).reply.status).toBe('ok');
  expect((await kernel.reply(id)).content.status).toBe('ok');
});
