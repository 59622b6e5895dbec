import { expect, test } from 'vitest';
import { encode, type Message, message } from '../../kernels/typescript/index.js';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

/** Runs a cell as a client that sends the id of the cell, or none: the id of the request. */
async function run(code: string, cellId?: string): Promise<string> {
  const { kernel } = shared;
  const request = message('execute_request', 'raw', { code, allow_stdin: false, stop_on_error: false }, {});
  await kernel.sendFrames('shell', encode({ ...request, metadata: cellId ? { cellId } : {} }, kernel.connection));
  const id = request.header.msg_id;
  expect((await kernel.reply(id)).content.status).toBe('ok');
  await kernel.published(id);
  return id;
}

/** What was published as output of a request so far, in order. */
function outputs(id: string): unknown[] {
  return shared.kernel.received.flatMap(({ header, parent, content }: Message) => {
    if (!('msg_id' in parent) || parent.msg_id !== id) return [];
    if (header.msg_type === 'stream') return [`${content.name}: ${content.text}`];
    return ['display_data', 'update_display_data', 'clear_output', 'error'].includes(header.msg_type)
      ? [header.msg_type]
      : [];
  });
}

const wait = 'await new Promise((ready) => setTimeout(ready, 20));';

const late: [string, string, unknown[]][] = [
  ['text', "console.log('late')", ['stdout: late\n']],
  ['text of standard error', "console.error('late')", ['stderr: late\n']],
  ['a display', "display('late')", ['display_data']],
  ['an update of a display', "display('again', { id: 'shown', update: true })", ['update_display_data']],
  ['clearOutput', 'clearOutput()', ['clear_output']],
  ['an error', "throw new Error('late')", ['error']],
  ['an error of a promise', "void Promise.reject(new Error('late'))", ['error']],
  ['text after an await', "void (async () => { await null; console.log('late'); })()", ['stdout: late\n']],
  ['text of a timer in a timer', "setTimeout(() => console.log('late'), 1)", ['stdout: late\n']],
];
const starts: [string, (code: string) => string][] = [
  ['a promise', (code) => `void opened.then(() => { ${code} });`],
  ['an async function', (code) => `void (async () => { await opened; ${code} })();`],
  ['a timer', (code) => `const timer = setInterval(() => { if (!isOpen) return; clearInterval(timer); ${code} }, 1);`],
];
const open = `isOpen = true; open(); ${wait} console.log('own');`;
const closed = 'let isOpen = false; let open = () => {}; const opened = new Promise<void>((go) => { open = go; });\n';

for (const [start, started] of starts)
  test.each(late)(`%s of ${start} that an earlier cell has started goes to that cell`, async (_, code, expected) => {
    const first = await run(`${closed}display('first', { id: 'shown' });\n${started(code)}`, 'first');
    const second = await run(open, 'second');
    expect(outputs(first)).toEqual(['display_data', ...expected]);
    expect(outputs(second)).toEqual(['stdout: own\n']);
  });

test('late output of a cell that was run again goes to its last run', async () => {
  const code = `${closed}void opened.then(() => console.log('late'));`;
  await run(closed, 'other');
  const kept = await run(
    "let openFirst = () => {}; void new Promise<void>((go) => { openFirst = go; }).then(() => console.log('late'));",
    'first',
  );
  const again = await run(code, 'first');
  await run(`openFirst(); ${wait}`, 'second');
  expect(outputs(kept)).toEqual([]);
  expect(outputs(again)).toEqual(['stdout: late\n']);
});

test('late output goes to the running cell where the client sends no ids', async () => {
  const first = await run(`${closed}void opened.then(() => console.log('late'));`);
  const second = await run(`isOpen = true; open(); ${wait} display(1); console.log('own');`);
  expect(outputs(first)).toEqual([]);
  expect(outputs(second)).toEqual(['stdout: late\n', 'display_data', 'stdout: own\n']);
});

test.each(['stdout', 'stderr'])('a character in two late writes to %s is one character', async (name) => {
  const first = await run(
    `${closed}void opened.then(async () => {
    for (const byte of Buffer.from('é')) { process.${name}.write(Buffer.from([byte])); await null; }
  });`,
    'first',
  );
  const second = await run(open, 'second');
  expect(outputs(first)).toEqual([`${name}: é`]);
  expect(outputs(second)).toEqual(['stdout: own\n']);
});

test('late and own output keep their order', async () => {
  const first = await run(
    `${closed}void opened.then(() => { console.log('a'); display('b'); console.error('c'); });`,
    'first',
  );
  await run(open, 'second');
  expect(outputs(first)).toEqual(['stdout: a\n', 'display_data', 'stderr: c\n']);
});
