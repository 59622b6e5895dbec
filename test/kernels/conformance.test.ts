import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Subscriber } from 'zeromq';
import { decode, type Message } from '../../kernels/typescript/index.js';
import { type RawKernel, root, startRawKernel } from './raw-client.js';

/** What the Jupyter messaging specification (5.5) and its strict clients require of any kernel. */
let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
  await kernel.run('1');
}, 60_000);
afterAll(() => kernel.end());

const states = (messages: Message[]): unknown[] =>
  messages.filter(({ header }) => header.msg_type === 'status').map(({ content }) => content.execution_state);
const shown = (messages: Message[]): unknown[] =>
  messages.slice(2, -1).map(({ header, content }) => [header.msg_type, content.data, content.transient]);

test('the heartbeat echoes the bytes unchanged', async () => {
  await kernel.heartbeat.send(Buffer.from([0, 255, 7]));
  expect([...(await kernel.heartbeat.receive())[0]!]).toEqual([0, 255, 7]);
});

test('kernel_info has every field that strict clients require, with the right type', async () => {
  const { reply } = await kernel.ask('kernel_info_request');
  const text = expect.stringMatching(/./);
  expect(reply).toEqual({
    status: 'ok',
    protocol_version: '5.5',
    implementation: text,
    implementation_version: text,
    language_info: {
      name: 'typescript',
      version: text,
      mimetype: 'text/x-typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: text,
    debugger: false,
    help_links: [{ text, url: expect.stringMatching(/^https:/) }],
    supported_features: [],
  });
});

test('kernel_info reports the versions of the installed packages', async () => {
  const { reply } = await kernel.ask('kernel_info_request');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const typescript = createRequire(join(root, 'package.json'))('typescript/package.json');
  expect(reply.implementation_version).toBe(version);
  expect(reply.language_info).toMatchObject({ version: typescript.version });
});

test('every message has a complete header: a unique id, the session of the kernel, an ISO date with time zone', async () => {
  const { published } = await kernel.run("console.log('x')");
  const session = published[0]!.header.session;
  for (const { header } of published) {
    expect(header).toEqual({
      msg_id: expect.stringMatching(/^[\w-]{8,}$/),
      msg_type: expect.any(String),
      username: expect.stringMatching(/./),
      session,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
      version: '5.5',
    });
  }
  expect(new Set(published.map(({ header }) => header.msg_id)).size).toBe(published.length);
});

test('the header of the request is the unchanged parent of its reply and of all messages published for it', async () => {
  const id = await kernel.send('shell', 'execute_request', { code: "console.log('x'); 1" });
  const [reply, published] = await Promise.all([kernel.reply(id), kernel.published(id)]);
  expect(reply.parent).toMatchObject({ msg_id: id, msg_type: 'execute_request', session: 'raw', username: 'kernel' });
  for (const { parent } of published) expect(parent).toEqual(reply.parent);
});

test('topics on iopub begin with kernel., so that a client can subscribe by type', async () => {
  const { iopub_port } = kernel.connection;
  const all = new Subscriber();
  all.connect(`tcp://127.0.0.1:${iopub_port}`);
  all.subscribe('kernel.');
  const [topic, ...welcome] = await all.receive();
  expect(String(topic)).toBe('kernel.');
  expect(decode(welcome, kernel.connection)).toMatchObject({
    header: { msg_type: 'iopub_welcome' },
    content: { subscription: 'kernel.' },
  });
  await kernel.run('1');
  expect(String((await all.receive())[0])).toMatch(/^kernel\.[\w-]+\.status$/);
  all.close();
});

test('busy is the first and idle the last message published for a request, on shell and on control', async () => {
  expect(states((await kernel.ask('comm_info_request')).published)).toEqual(['busy', 'idle']);
  expect(states((await kernel.ask('kernel_info_request', {}, 'control')).published)).toEqual(['busy', 'idle']);
  const { published, types } = await kernel.run("console.log('x')");
  expect([types[0], types.at(-1)]).toEqual(['status', 'status']);
  expect(states(published)).toEqual(['busy', 'idle']);
});

test('console.log is a stream on stdout, console.error one on stderr', async () => {
  const streams = async (code: string): Promise<unknown> =>
    (await kernel.run(code)).published
      .filter(({ header }) => header.msg_type === 'stream')
      .map(({ content }) => content);
  expect(await streams("console.log('hello, world')")).toEqual([{ name: 'stdout', text: 'hello, world\n' }]);
  expect(await streams("console.error('error')")).toEqual([{ name: 'stderr', text: 'error\n' }]);
});

test('execute_input repeats the code with its count', async () => {
  const { published, reply } = await kernel.run('const x = 1');
  expect(published[1]).toMatchObject({
    header: { msg_type: 'execute_input' },
    content: { code: 'const x = 1', execution_count: reply.execution_count },
  });
});

test('execute_reply contains the start time of the cell, for execution times in notebooks', async () => {
  const id = await kernel.send('shell', 'execute_request', { code: '1' });
  const { metadata, header } = await kernel.reply(id);
  expect(metadata.started).toMatch(/^\d{4}-.*Z$/);
  expect(Date.parse(String(metadata.started))).toBeLessThanOrEqual(Date.parse(header.date));
});

test('execution counts increase by one, also for failed cells', async () => {
  const count = async (code: string): Promise<number> => Number((await kernel.run(code)).reply.execution_count);
  const first = await count('1');
  expect([await count("throw new Error('x')"), await count('2')]).toEqual([first + 1, first + 2]);
});

test('a value is an execute_result with its count, its text without colours, and metadata', async () => {
  const { published, reply } = await kernel.run('1 + 1');
  expect(published[2]).toMatchObject({ header: { msg_type: 'execute_result' } });
  expect(published[2]?.content).toEqual({
    data: { 'text/plain': '2' },
    metadata: {},
    execution_count: reply.execution_count,
  });
});

test('a syntax error is an error with ename, evalue and a traceback of strings, on iopub and in the reply', async () => {
  const { reply, published } = await kernel.run('function function');
  const error = published.find(({ header }) => header.msg_type === 'error');
  expect(error?.content).toEqual({
    ename: expect.any(String),
    evalue: expect.stringMatching(/./),
    traceback: expect.arrayContaining([expect.any(String)]),
  });
  expect(reply).toEqual({ status: 'error', execution_count: expect.any(Number), ...error?.content });
});

test("the display calls of Deno's kernel show, update and clear", async () => {
  const show = (type: string, html: string): string =>
    `await Deno.jupyter.broadcast('${type}', { data: { 'text/html': '${html}' }, metadata: {}, transient: { display_id: 'd' } });`;
  const { published } = await kernel.run(show('display_data', '<b>a</b>') + show('update_display_data', '<b>b</b>'));
  expect(shown(published)).toEqual([
    ['display_data', { 'text/html': '<b>a</b>' }, { display_id: 'd' }],
    ['update_display_data', { 'text/html': '<b>b</b>' }, { display_id: 'd' }],
  ]);
  const tagged = await kernel.run(`const two = 2; Deno.jupyter.html\`<i>\${two}</i>\``);
  expect(tagged.published[2]?.content).toMatchObject({ data: { 'text/html': '<i>2</i>' } });
  expect((await kernel.run("await Deno.jupyter.broadcast('clear_output', { wait: true })")).types[2]).toBe(
    'clear_output',
  );
});

test('there is no global Deno that a library could take this process for', async () => {
  const { published } = await kernel.run("'Deno' in globalThis");
  expect(published[2]?.content.data).toEqual({ 'text/plain': 'false' });
});

test('completion and inspection reply for empty code and for a cursor out of range', async () => {
  const nothing = await kernel.ask('complete_request', { code: '', cursor_pos: 0 });
  expect(nothing.reply).toMatchObject({ status: 'ok', cursor_start: 0, cursor_end: 0, metadata: {} });
  const outside = await kernel.ask('complete_request', { code: 'Math.ma', cursor_pos: 99 });
  expect(outside.reply).toMatchObject({ status: 'ok', matches: ['max'], cursor_start: 5, cursor_end: 7 });
  const { reply } = await kernel.ask('inspect_request', { code: '', cursor_pos: 5, detail_level: 0 });
  expect(reply).toEqual({ status: 'ok', found: false, data: {}, metadata: {} });
});

test('is_complete has its own statuses, and an indentation where the code is incomplete', async () => {
  const reply = async (code: string): Promise<unknown> => (await kernel.ask('is_complete_request', { code })).reply;
  expect(await reply('const x = 1')).toEqual({ status: 'complete' });
  expect(await reply('const x = {')).toEqual({ status: 'incomplete', indent: expect.any(String) });
  for (const code of [')', 'function function', 'const x = 1 const'])
    expect(await reply(code), code).toEqual({ status: 'invalid' });
  for (const code of ['`a ${', '/* a', 'f(1,', 'if (x)', 'const a =', '[1, 2,\n', '() => {\n  1', '@d'])
    expect(await reply(code), code).toMatchObject({ status: 'incomplete' });
});

test('history has an empty string for a missing output, as strict clients require a pair of strings', async () => {
  await kernel.run('const silent = 0');
  const { reply } = await kernel.ask('history_request', { hist_access_type: 'tail', n: 1, output: true, raw: true });
  expect(reply).toEqual({ status: 'ok', history: [[1, expect.any(Number), ['const silent = 0', '']]] });
});

test('a search with many stars is answered immediately', async () => {
  await kernel.run(`'${'a'.repeat(5000)}'`);
  const pattern = `${'*a'.repeat(40)}*b`;
  const { reply } = await kernel.ask('history_request', { hist_access_type: 'search', pattern, output: false });
  expect(reply).toEqual({ status: 'ok', history: [] });
});

test('search with unique returns each input once, the latest', async () => {
  const lines = [await kernel.run("'twice'"), await kernel.run("'twice'")].map(({ reply }) => reply.execution_count);
  const { reply } = await kernel.ask('history_request', {
    hist_access_type: 'search',
    pattern: "'tw?ce'",
    unique: true,
    output: false,
  });
  expect(reply.history).toEqual([[1, lines[1], "'twice'"]]);
});

test('comm_info lists no comms, for any target', async () => {
  expect((await kernel.ask('comm_info_request', { target_name: 'x' })).reply).toEqual({ status: 'ok', comms: {} });
});

test('comm messages are never answered on shell; an unknown comm has no effect', async () => {
  for (const type of ['comm_msg', 'comm_close']) {
    const id = await kernel.send('shell', type, { comm_id: 'nobody', data: { a: 1 } });
    expect(states(await kernel.published(id))).toEqual(['busy', 'idle']);
    expect(
      kernel.received.some(({ parent, header }) => parent.msg_id === id && header.msg_type.endsWith('reply')),
    ).toBe(false);
  }
});

test('unsupported requests are answered as errors, with a complete error reply', async () => {
  const subshells = ['create_subshell_request', 'delete_subshell_request', 'list_subshell_request'];
  for (const type of [...subshells, 'made_up_request']) {
    const { reply } = await kernel.ask(type, {}, 'control');
    expect(reply).toEqual({
      status: 'error',
      ename: subshells.includes(type) ? 'SubshellsUnsupported' : 'UnknownRequest',
      evalue: expect.stringContaining(subshells.includes(type) ? 'no subshells' : type),
      traceback: [],
    });
  }
});

test('usage_request reports processes, memory and processor in the fields of ipykernel', async () => {
  const number = expect.any(Number);
  const { reply } = await kernel.ask('usage_request', {}, 'control');
  expect(reply).toMatchObject({
    ...{
      status: 'ok',
      hostname: expect.any(String),
      pid: number,
      kernel_cpu: 0,
      kernel_memory: number,
      cpu_count: number,
    },
    host_virtual_memory: { total: number, available: number, percent: number, used: number, free: number },
  });
  expect(reply.kernel_memory).toBeGreaterThan(20e6);
  await kernel.run('for (const until = Date.now() + 300; Date.now() < until; );');
  expect((await kernel.ask('usage_request', {}, 'control')).reply.kernel_cpu).toBeGreaterThan(0);
});

test('connect_request returns the five ports', async () => {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = kernel.connection;
  const { reply } = await kernel.ask('connect_request');
  expect(reply).toEqual({ status: 'ok', shell_port, iopub_port, stdin_port, control_port, hb_port });
});

test('without a debugger, debug_request shows the variables of the cells; anything else fails by name', async () => {
  const debug = async (command: string, given: object = {}): Promise<Record<string, unknown>> =>
    (await kernel.ask('debug_request', { type: 'request', seq: 7, command, arguments: given }, 'control')).reply;
  expect(await debug('attach')).toEqual({
    ...{ type: 'response', seq: 0, request_seq: 7, command: 'attach', success: false },
    message: 'this kernel has no debugger: attach is not available',
  });
  expect(await debug('debugInfo')).toMatchObject({ success: true, body: { isStarted: false, stoppedThreads: [] } });
  await kernel.run(
    'let shownCount = 3; const shownPoint = { x: 1, get y() { throw new Error("called"); } }; shownCount;',
  );
  await kernel.run('shownCount = 4; class ShownKind {} const shownKind = new ShownKind();');
  const { body } = (await debug('inspectVariables')) as { body: { variables: Record<string, unknown>[] } };
  const found = body.variables.filter(({ name }) => /^shown/.test(String(name)));
  expect(found.map(({ name, type, value }) => [name, type, value])).toEqual([
    ['shownCount', 'number', '4'],
    ['shownKind', 'ShownKind', 'ShownKind {}'],
    ['shownPoint', 'Object', '{ x: 1, y: [Getter] }'],
  ]);
  expect(found[0]).toMatchObject({ evaluateName: 'shownCount', variablesReference: 0 });
  const { variablesReference } = found[2]!;
  expect(await debug('variables', { variablesReference })).toMatchObject({
    body: { variables: [{ name: 'x', value: '1', type: 'number' }, { name: 'y' }] },
  });
  expect(await debug('richInspectVariables', { variableName: 'shownCount' })).toMatchObject({
    body: { data: { 'text/plain': '4' }, metadata: {} },
  });
  expect(await debug('richInspectVariables', { variableName: 'none' })).toMatchObject({ success: false });
});

test.each([
  [{}],
  [{ code: 7 }],
  [{ code: ['1'] }],
  [{ code: null }],
  [{ code: '1', user_expressions: 'abc' }],
  [{ code: '1', user_expressions: { a: 1 } }],
])('an execute_request with content %j is rejected and not counted, and the next one runs', async (content) => {
  const { reply: before } = await kernel.run('1');
  const { reply, types } = await kernel.ask('execute_request', { ...content, stop_on_error: false });
  expect(reply).toMatchObject({ status: 'error', ename: 'BadRequest', execution_count: before.execution_count });
  expect(types).toEqual(['status', 'error', 'status']);
  expect((await kernel.run('1')).reply.status).toBe('ok');
});

test('aborted replies carry the count, between busy and idle, and aborted cells are neither run nor counted', async () => {
  const failing = await kernel.send('shell', 'execute_request', { code: 'throw 1' });
  const queued = [await kernel.send('shell', 'execute_request', { code: "console.log('no')" })];
  queued.push(await kernel.send('shell', 'execute_request', { code: "console.log('no')" }));
  const { execution_count } = (await kernel.reply(failing)).content;
  for (const id of queued) {
    expect((await kernel.reply(id)).content).toEqual({ status: 'aborted', execution_count });
    expect(states(await kernel.published(id))).toEqual(['busy', 'idle']);
  }
  expect((await kernel.run('1')).reply.execution_count).toBe(Number(execution_count) + 1);
});

test('an interrupt fails the running cell and aborts those queued after it', async () => {
  const spinning = await kernel.send('shell', 'execute_request', { code: "console.log('on'); while (true) {}" });
  const queued = await kernel.send('shell', 'execute_request', { code: '1' });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === spinning);
  const replies = await Promise.all([1, 2, 3].map(() => kernel.ask('interrupt_request', {}, 'control')));
  expect(replies.map(({ reply }) => reply)).toEqual([{ status: 'ok' }, { status: 'ok' }, { status: 'ok' }]);
  expect((await kernel.reply(spinning)).content.status).toBe('error');
  expect((await kernel.reply(queued)).content.status).toBe('aborted');
  expect((await kernel.run('2')).reply.status).toBe('ok');
});

test('input is requested only from clients that allow it', async () => {
  const { reply } = await kernel.ask('execute_request', { code: "prompt('? ')" });
  expect(reply).toMatchObject({ status: 'error', evalue: expect.stringContaining('allow_stdin') });
});

test('a late or duplicate input_reply does not answer the next input_request', async () => {
  const code = "const [a, b] = [prompt('first? '), prompt('second? ', { password: true })]; a + b";
  const id = await kernel.send('shell', 'execute_request', { code, allow_stdin: true });
  const asked = (prompt: string): Promise<Message> =>
    kernel.seen(({ header, content }) => header.msg_type === 'input_request' && content.prompt === prompt);
  const first = await asked('first? ');
  await kernel.send('stdin', 'input_reply', { value: '1' }, first.header);
  const second = await asked('second? ');
  expect(second.content).toEqual({ prompt: 'second? ', password: true });
  expect(second.parent.msg_id).toBe(id);
  await kernel.send('stdin', 'input_reply', { value: 'late' }, first.header);
  await kernel.send('stdin', 'input_reply', { value: '2' }, second.header);
  await kernel.send('stdin', 'input_reply', { value: 'again' }, second.header);
  const result = (await kernel.published(id)).find(({ header }) => header.msg_type === 'execute_result');
  expect(result?.content.data).toEqual({ 'text/plain': "'12'" });
});

test('a lone surrogate in a value does not produce a message that strict clients reject', async () => {
  const { published } = await kernel.run("display({ 'text/html': '\\ud83c\\\\ud83c' }, { raw: true })");
  expect(published[2]?.content.data).toEqual({ 'text/html': '\ufffd\\ud83c' });
});
