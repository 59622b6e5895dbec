import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../kernels/typescript/index.js';
import { createConnectionFile } from '../../src/notebook/connection.js';
import { isAlive } from '../processes.js';
import { connectRawClient, root, startRawKernel } from './raw-client.js';

const main = join(root, 'dist/kernels/typescript/main.js');

let folder: string;
let usual: Connection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'acc-start-'));
  const { connection, remove } = await createConnectionFile('acc-typescript');
  usual = connection;
  await remove();
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: unknown): string {
  const file = join(folder, 'connection.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function rejected(file: string): { status: number | null; log: string } {
  const { status, stderr } = spawnSync(process.execPath, [main, file], { encoding: 'utf8', timeout: 20_000 });
  return { status, log: stderr };
}

test('without an argument, and with --help, the kernel prints its usage', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('acc kernel install'), stderr: '' });
  expect(run()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('CONNECTION_FILE') });
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'kernel/connection-file'],
  ['null', 'null', 'kernel/connection-file'],
  ['no ports', {}, 'shell_port is not a port number (kernel/connection-file)'],
  ['a port that is a text', { hb_port: '7' }, 'hb_port is not a port number (kernel/connection-file)'],
  ['an unknown transport', { transport: 'carrier-pigeon' }, 'carrier-pigeon is neither tcp nor ipc'],
  ['an unknown signature scheme', { signature_scheme: 'hmac-sha1000' }, '(kernel/signature-scheme)'],
  ['a signature without hmac', { signature_scheme: 'sha256' }, '(kernel/signature-scheme)'],
  ['an address that is not ours', { ip: '203.0.113.7' }, '(kernel/cannot-bind)'],
])('a connection file with %s is rejected with a named error, without a stack', (_what, content, named) => {
  const isChange = typeof content === 'object' && content !== null && Object.keys(content).length > 0;
  const { status, log } = rejected(written(isChange ? { ...usual, ...content } : content));
  expect(log).toContain(named);
  expect(log).not.toMatch(/^\s+at /m);
  expect(log).toMatch(/^acc kernel: /);
  expect(status).toBe(1);
});

test('a connection file that is missing, or a folder, is rejected with a named error', () => {
  for (const file of [join(folder, 'nowhere.json'), folder]) {
    const { status, log } = rejected(file);
    expect([status, log]).toEqual([1, expect.stringMatching(/^acc kernel: .*\(kernel\/connection-file\)\n/)]);
  }
});

test('a missing folder for temporary files is named with what to set', () => {
  const { stderr, status } = spawnSync(process.execPath, [main, written(usual)], {
    env: { ...process.env, TMPDIR: join(folder, 'nowhere') },
    encoding: 'utf8',
  });
  expect(stderr).toContain(`${join(folder, 'nowhere')}, does not exist (core/temporary-folder)`);
  expect(stderr).toContain('set TMPDIR to an existing, writable folder');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
});

test('a port in use is named', async () => {
  const other = createServer().listen(usual.iopub_port, '127.0.0.1');
  await once(other, 'listening');
  const kernel = spawn(process.execPath, [main, written(usual)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  kernel.stderr.on('data', (text) => {
    log += text;
  });
  expect(await once(kernel, 'close')).toEqual([1, null]);
  expect(log).toContain(`iopub_port tcp://127.0.0.1:${usual.iopub_port} cannot be bound`);
  expect(log).toContain('EADDRINUSE');
  other.close();
});

test.each<[string, (connection: Connection) => Partial<Connection>]>([
  ['unsigned messages', () => ({ key: '' })],
  ['messages signed with SHA-512', () => ({ signature_scheme: 'hmac-sha512' })],
  ['ipc instead of tcp', () => ({ transport: 'ipc', ip: join(folder, 'socket') })],
  ['every address of the machine', () => ({ ip: '0.0.0.0' })],
])(
  '%s work as configured in the connection file',
  async (_what, change) => {
    const { connection, file, remove } = await createConnectionFile('acc-typescript');
    const asked = { ...connection, ...change(connection) };
    writeFileSync(file, JSON.stringify(asked));
    const kernel = spawn(process.execPath, [main, file], { stdio: 'ignore' });
    const client = await connectRawClient(asked.ip === '0.0.0.0' ? { ...asked, ip: '127.0.0.1' } : asked);
    expect((await client.run('6 * 7')).published[2]?.content.data).toEqual({ 'text/plain': '42' });
    await client.send('control', 'shutdown_request', { restart: false });
    expect(await once(kernel, 'exit')).toEqual([0, null]);
    client.close();
    await remove();
    expect(readdirSync(folder).filter((name) => name.startsWith('socket'))).toEqual([]);
  },
  60_000,
);

test.each(['shutdown_request', 'SIGTERM', 'SIGHUP'])(
  '%s ends the kernel and its children while a cell blocks the event loop',
  async (way) => {
    const kernel = await startRawKernel();
    const id = await kernel.send('shell', 'execute_request', {
      code: "import { spawn } from 'node:child_process'; console.log(process.pid, spawn('sleep', ['64']).pid); while (true) {}",
    });
    const stream = await kernel.seen(({ header, parent }) => header.msg_type === 'stream' && parent.msg_id === id);
    const pids = String(stream.content.text).trim().split(' ').map(Number);
    const exited = once(kernel.child, 'exit');
    if (way === 'shutdown_request') {
      const asked = await kernel.send('control', way, { restart: true });
      expect((await kernel.reply(asked)).content).toEqual({ status: 'ok', restart: true });
    } else kernel.child.kill(way as NodeJS.Signals);
    expect(await exited).toEqual([0, null]);
    for (const pid of pids) await expect.poll(() => isAlive(pid)).toBe(false);
    await kernel.end();
  },
  60_000,
);

test('the connection file is readable only by its owner, and a kernel whose runner was killed removes it', async () => {
  const script = `
    import { startKernel } from ${JSON.stringify(join(root, 'dist/src/notebook/index.js'))};
    const kernel = await startKernel({ cwd: '.' });
    console.log(kernel.pid);
    setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TMPDIR: folder },
  });
  const pid = Number(String((await once(runner.stdout, 'data'))[0]));
  const [file] = readdirSync(folder).filter((name) => name.startsWith('acc-kernel-'));
  expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
  runner.kill('SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(existsSync(join(folder, file!))).toBe(false);
}, 60_000);
