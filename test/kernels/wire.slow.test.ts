import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dealer, Request, Router, Subscriber, XSubscriber } from 'zeromq';
import { type Content, encode, message } from '../../kernels/typescript/index.js';
import { type Random, randomStream } from '../../src/core/index.js';
import { connectRawClient, type RawClient, type RawKernel, startRawKernel } from './raw-client.js';

/** Clients that are broken, malicious, slow, disconnected or many: the kernel keeps serving the others. */
let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
  await kernel.run('const kept = 11');
}, 60_000);
afterAll(() => kernel.end());

async function isWell(client: RawClient = kernel): Promise<void> {
  await client.heartbeat.send('ping');
  expect(String((await client.heartbeat.receive())[0])).toBe('ping');
  expect((await client.run('kept')).published[2]?.content.data).toEqual({ 'text/plain': '11' });
}

const bytes = (random: Random, most: number): Buffer =>
  Buffer.from(Array.from({ length: random.integer(0, most) }, () => random.integer(0, 256)));

test('random frames on all five sockets change nothing', async () => {
  const random = randomStream(4, 'wire');
  const { shell_port, control_port, stdin_port, iopub_port, hb_port } = kernel.connection;
  const sockets = [new Dealer(), new Dealer(), new Dealer(), new XSubscriber(), new Dealer()];
  for (const [i, port] of [shell_port, control_port, stdin_port, iopub_port, hb_port].entries())
    sockets[i]!.connect(`tcp://127.0.0.1:${port}`);
  for (let i = 0; i < 1500; i++) {
    const frames = Array.from({ length: random.integer(1, 9) }, () =>
      random.next() < 0.2 ? Buffer.from('<IDS|MSG>') : bytes(random, 60),
    );
    await random.pick(sockets).send(frames);
  }
  await isWell();
  for (const socket of sockets) socket.close();
}, 60_000);

test('a truncated, partly repeated or modified message is never executed, and is logged', async () => {
  const random = randomStream(5, 'wire');
  const whole = encode(
    message('execute_request', 'raw', { code: "console.log('forged')", silent: false }),
    kernel.connection,
  );
  for (let i = 0; i < 300; i++) {
    const frames = whole.map((frame) => Buffer.from(frame));
    const at = random.integer(1, frames.length);
    if (i % 3 === 0) frames.splice(at);
    else if (i % 3 === 1) frames.splice(at, 1);
    else {
      const frame = frames[at]!;
      if (frame.length === 0) continue;
      frame[random.integer(0, frame.length)]! ^= 1 + random.integer(0, 255);
    }
    await kernel.sendFrames(random.pick(['shell', 'control']), frames);
  }
  await isWell();
  const texts = kernel.received.filter(({ header }) => header.msg_type === 'stream').map(({ content }) => content.text);
  expect(texts).not.toContain('forged\n');
  expect(kernel.log()).toContain('malformed or has no valid signature');
  expect(kernel.log().split('\n').length).toBeLessThan(60);
}, 60_000);

test('correctly signed frames that are no message, or an unusual one, have no effect', async () => {
  const signed = (frames: string[]): Uint8Array[] => {
    const made = encode(message('x', 'raw', {}), kernel.connection);
    const { key } = kernel.connection;
    const parts = frames.map((frame) => Buffer.from(frame));
    return [made[0]!, Buffer.from(hmac(key, parts)), ...parts];
  };
  const header = (more: string): string => `{"msg_id":"1","msg_type":"execute_request","session":"s"${more}}`;
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const content = '{"code":"1"}';
  const goOn = '"stop_on_error":false'; // else the next question, if it comes soon enough, is rightly answered `aborted`
  const strange: string[][] = [
    ['{', '{}', '{}', '{}'],
    ['null', '{}', '{}', '{}'],
    ['[]', '{}', '{}', '{}'],
    ['{}', '{}', '{}', '{}'],
    [header(`,"date":${deep}`), '{}', '{}', content],
    [header(''), deep, '{}', content],
    [header(''), '{}', '{}', `{"code":${deep},${goOn}}`],
    [header(''), '{}', '{}', `{"code":"1","user_expressions":${deep},${goOn}}`],
    ['{"msg_id":"1","msg_type":"__proto___request"}', '{}', '{}', '{}'],
    ['{"msg_id":"1","msg_type":"constructor"}', '{}', '{}', '{}'],
    ['{"msg_id":"1","msg_type":"comm_open"}', '{}', '{}', `{"comm_id":${deep}}`],
    ['{"msg_id":"1","msg_type":"debug_request"}', '{}', '{}', `{"command":${deep},"seq":${deep}}`],
    ['{"msg_id":"1","msg_type":"complete_request"}', '{}', '{}', '{"code":{},"cursor_pos":"x"}'],
    ['{"msg_id":"1","msg_type":"history_request"}', '{}', '{}', '{"hist_access_type":"toString","n":-1e99}'],
    ['{"msg_id":"1","msg_type":"history_request"}', '{}', '{}', `{"hist_access_type":"search","pattern":${deep}}`],
    ['{"msg_id":"1","msg_type":"input_reply"}', '{}', '{}', `{"value":${deep}}`],
  ];
  for (const channel of ['shell', 'control', 'stdin'] as const)
    for (const frames of strange) await kernel.sendFrames(channel, signed(frames));
  await isWell();
}, 60_000);

test('payloads of 50 MB are accepted, in code and in a comm, and deeply nested ones', async () => {
  const { reply } = await kernel.run(`// ${'x'.repeat(50_000_000)}\n'taken'`, { store_history: false });
  expect(reply.status).toBe('ok');
  const comm = await kernel.send('shell', 'comm_open', { comm_id: 'big', data: { all: 'y'.repeat(50_000_000) } });
  await kernel.published(comm);
  const nested = '['.repeat(2_000_000) + ']'.repeat(2_000_000);
  const parts = ['{"msg_id":"n","msg_type":"comm_msg"}', '{}', '{}', `{"data":${nested}}`].map((part) =>
    Buffer.from(part),
  );
  const signature = Buffer.from(hmac(kernel.connection.key, parts));
  await kernel.sendFrames('shell', [Buffer.from('<IDS|MSG>'), signature, ...parts]);
  await isWell();
}, 120_000);

test('1,000 requests of all kinds at once get one reply each, and their own busy and idle', async () => {
  const kinds: [string, Content][] = [
    ['kernel_info_request', {}],
    ['execute_request', { code: '1 + 1', store_history: false }],
    ['complete_request', { code: 'Math.ma', cursor_pos: 7 }],
    ['inspect_request', { code: 'Math', cursor_pos: 4, detail_level: 0 }],
    ['is_complete_request', { code: 'f(' }],
    ['history_request', { hist_access_type: 'tail', n: 3 }],
    ['comm_info_request', {}],
    ['interrupted_request', {}],
  ];
  const from = kernel.received.length;
  const ids = await Promise.all(
    Array.from({ length: 1000 }, (_, i) => kernel.send(i % 3 ? 'shell' : 'control', ...kinds[i % kinds.length]!)),
  );
  await kernel.heartbeat.send('ping');
  expect(String((await kernel.heartbeat.receive())[0])).toBe('ping');
  await Promise.all(ids.map((id) => Promise.all([kernel.reply(id), kernel.published(id)])));
  const tally = new Map<unknown, string[]>(ids.map((id) => [id, []]));
  for (const { header, parent, content } of kernel.received.slice(from)) {
    const what = header.msg_type === 'status' ? String(content.execution_state) : header.msg_type;
    if (what === 'busy' || what === 'idle' || what.endsWith('_reply')) tally.get(parent.msg_id)?.push(what);
  }
  for (const seen of tally.values()) {
    expect(seen).toHaveLength(3);
    expect(seen.indexOf('busy')).toBeLessThan(seen.indexOf('idle'));
  }
}, 120_000);

test('half a million small outputs all arrive, in order and before idle', async () => {
  const { published } = await kernel.run(
    "for (let i = 0; i < 500_000; i++) { console.log(i); if (i % 100 === 0) display({ 'text/plain': String(i) }, { raw: true }); }",
  );
  const lines = published.filter(({ header }) => header.msg_type === 'stream').map(({ content }) => content.text);
  expect(lines.join('') === Array.from({ length: 500_000 }, (_, i) => `${i}\n`).join('')).toBe(true);
  const displays = published.filter(({ header }) => header.msg_type === 'display_data');
  expect(displays.map(({ content }) => (content.data as Content)['text/plain'])).toEqual(
    Array.from({ length: 5000 }, (_, i) => `${i * 100}`),
  );
}, 120_000);

test.skipIf(process.platform !== 'linux')(
  'a client that never reads what it subscribed to costs little memory, and others lose nothing (measured by /proc: Linux alone)',
  async () => {
    const own = await startRawKernel();
    const deaf = new Subscriber({ receiveHighWaterMark: 1, receiveBufferSize: 1 });
    deaf.connect(`tcp://127.0.0.1:${own.connection.iopub_port}`);
    deaf.subscribe('');
    await own.run('1');
    const flood = await own.run("for (let i = 0; i < 4000; i++) process.stdout.write('z'.repeat(100_000))");
    expect(flood.text.length).toBe(400_000_000);
    expect(flood.reply.status).toBe('ok');
    const peak = peakMebibytes(own.child.pid!);
    deaf.close();
    await own.end();
    expect(peak).toBeLessThan(300);
  },
  180_000,
);

test('a client that reads slowly loses nothing: the cell waits for it', async () => {
  const slow = new Subscriber({ receiveHighWaterMark: 1 });
  slow.connect(`tcp://127.0.0.1:${kernel.connection.iopub_port}`);
  slow.subscribe('');
  await slow.receive();
  const running = kernel.run("for (let i = 0; i < 600; i++) process.stdout.write('w'.repeat(100_000))");
  let length = 0;
  for (let idle = false; !idle; ) {
    const frames = await slow.receive();
    const [header, , , content] = frames.slice(-4).map((frame) => JSON.parse(String(frame)));
    if (header.msg_type === 'stream') length += content.text.length;
    idle = content.execution_state === 'idle' && length > 0;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  expect(length).toBe(60_000_000);
  expect((await running).reply.status).toBe('ok');
  slow.close();
}, 60_000);

test('a client that disconnects during heavy output affects nobody else', async () => {
  const gone = await connectRawClient(kernel.connection);
  await gone.run('kept');
  const id = await gone.send('shell', 'execute_request', {
    code: 'for (let i = 0; i < 200_000; i++) console.log(i); 1',
  });
  await gone.seen(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
  gone.close();
  await kernel.published(id);
  await isWell();
}, 60_000);

test('two clients of one kernel get their own replies and see the same outputs', async () => {
  const second = await connectRawClient(kernel.connection);
  expect(second.received[0]?.header.msg_type).toBe('iopub_welcome');
  const [mine, other] = await Promise.all([kernel.run("console.log('mine')"), second.run("console.log('other')")]);
  expect([mine.text, other.text]).toEqual(['mine\n', 'other\n']);
  const parent = other.published[0]!.parent as { msg_id: string };
  const copies = await kernel.published(parent.msg_id);
  expect(copies.map(({ header }) => header.msg_type)).toEqual(other.types);
  second.close();
}, 30_000);

test('a client that reconnects with its old identity receives its replies', async () => {
  const first = await connectRawClient(kernel.connection, 'the-same');
  await first.run('kept');
  const again = await connectRawClient(kernel.connection, 'the-same');
  await isWell(again);
  first.close();
  again.close();
  const third = await connectRawClient(kernel.connection, 'the-same');
  await isWell(third);
  third.close();
}, 30_000);

test('clients that keep subscribing and unsubscribing receive a welcome first, also while a cell floods', async () => {
  const flooding = await kernel.send('shell', 'execute_request', {
    code: "for (let i = 0; i < 300; i++) { console.log('x'.repeat(10_000)); await new Promise((r) => setTimeout(r, 10)); }",
  });
  for (let i = 0; i < 60; i++) {
    const fickle = new Subscriber();
    fickle.connect(`tcp://127.0.0.1:${kernel.connection.iopub_port}`);
    fickle.subscribe(i % 2 ? '' : 'kernel');
    const first = JSON.parse(String((await fickle.receive()).at(-4)));
    expect(first.msg_type).toBe('iopub_welcome');
    fickle.unsubscribe(i % 2 ? '' : 'kernel');
    if (i % 3) fickle.subscribe('kernel.none');
    fickle.close();
  }
  expect((await kernel.reply(flooding)).content.status).toBe('ok');
  await isWell();
}, 60_000);

test('a peer with the wrong ZeroMQ socket type has no effect', async () => {
  const { shell_port, hb_port, iopub_port } = kernel.connection;
  const peers = [new Request(), new Router(), new Dealer()];
  for (const [i, port] of [shell_port, hb_port, iopub_port].entries()) peers[i]!.connect(`tcp://127.0.0.1:${port}`);
  await peers[0]!.send('hello');
  await isWell();
  for (const peer of peers) peer.close();
}, 30_000);

test('an interrupt gets through while a flood waits for a client that does not read', async () => {
  const deaf = new Subscriber({ receiveHighWaterMark: 1, receiveBufferSize: 1 });
  deaf.connect(`tcp://127.0.0.1:${kernel.connection.iopub_port}`);
  deaf.subscribe('');
  await kernel.run('1');
  const id = await kernel.send('shell', 'execute_request', {
    code: "for (;;) process.stdout.write('v'.repeat(100_000))",
  });
  await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
  expect((await kernel.ask('interrupt_request', {}, 'control')).reply.status).toBe('ok');
  expect((await kernel.reply(id)).content).toMatchObject({ status: 'error' });
  deaf.close();
  await isWell();
}, 60_000);

test('after all of this the kernel still shuts down on request', async () => {
  const exited = once(kernel.child, 'exit');
  const id = await kernel.send('control', 'shutdown_request', { restart: false });
  expect((await kernel.reply(id)).content).toEqual({ status: 'ok', restart: false });
  expect(await exited).toEqual([0, null]);
}, 20_000);

function hmac(key: string, parts: Uint8Array[]): string {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The peak memory of a process. */
function peakMebibytes(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
