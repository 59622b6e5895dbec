import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnectionFile } from '../../src/notebook/connection.js';
import { startKernel } from '../../src/notebook/index.js';
import { isAlive } from '../processes.js';
import { type RawKernel, root, startRawKernel } from './raw-client.js';

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
  await kernel.run('1');
}, 60_000);
afterAll(() => kernel.end());

test('50 MB of output arrive completely', async () => {
  const { text } = await kernel.run("for (let i = 0; i < 500; i++) process.stdout.write('y'.repeat(100_000))");
  expect(text.length).toBe(50_000_000);
}, 60_000);

test('two concurrent kernels share nothing', async () => {
  const other = await startRawKernel();
  try {
    await kernel.run("const mine = 'first'");
    expect((await other.run('mine')).reply).toMatchObject({ status: 'error', ename: 'TypeCheckError' });
  } finally {
    await other.end();
  }
}, 30_000);

test.each([
  ['that runs', 1],
  ['that is still starting', 0],
])(
  'a kernel %s exits with its worker and children when its parent is killed',
  async (_, children) => {
    const { file, remove } = await createConnectionFile('acc-typescript');
    const starter = `
    const { spawn } = require('node:child_process');
    const kernel = spawn(process.execPath, [${JSON.stringify(join(root, 'dist/kernels/typescript/main.js'))}, ${JSON.stringify(file)}], {
      detached: true, stdio: 'ignore', env: { ...process.env, JPY_PARENT_PID: String(process.pid) } });
    console.log(kernel.pid); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', starter], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [pid] = await once(parent.stdout, 'data');
    await expect.poll(() => running(`${file}`)).toBe(1);
    if (children > 0) await expect.poll(() => childrenOf(Number(pid))).toBe(children);
    parent.kill('SIGKILL');
    await expect.poll(() => running(`${file}`)).toBe(0);
    await remove();
  },
  30_000,
);

test('killing the front process ends its busy worker', async () => {
  const client = await startKernel({ cwd: root });
  let pid = 0;
  const spinning = client.execute('console.log(process.pid); while (true) {}', {
    onMessage: ({ header, content }) => {
      if (header.msg_type === 'stream') pid = Number(content.text);
    },
  });
  const died = expect(spinning).rejects.toMatchObject({ code: 'notebook/kernel-died' });
  await expect.poll(() => pid).toBeGreaterThan(0);
  process.kill(client.pid, 'SIGKILL');
  await died;
  await expect.poll(() => isAlive(pid)).toBe(false);
  await client.end();
}, 40_000);

function running(argument: string): number {
  const { stdout } = spawnSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8', maxBuffer: 1e8 });
  return stdout
    .split('\n')
    .filter((line) => !line.startsWith('Z') && / main\.js |main\.js \//.test(line) && line.endsWith(argument)).length;
}

function childrenOf(pid: number): number {
  return spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .filter(Boolean).length;
}
