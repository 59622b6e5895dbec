import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Jupyter } from './jupyter.js';

export interface Lab {
  /** opens a notebook of the folder and waits until its kernel is idle */
  open(page: Page, notebook: string): Promise<void>;
  /** ends the server, which ends its kernels */
  end(): Promise<void>;
}

/** A JupyterLab in the test's folder on a free local port, with a token, without a browser and without news. */
export async function startLab(jupyter: Jupyter): Promise<Lab> {
  const port = await freePort();
  disableNews(jupyter);
  const settings = {
    'ServerApp.ip': '127.0.0.1',
    'ServerApp.port': port,
    'ServerApp.port_retries': 0,
    'ServerApp.root_dir': jupyter.folder,
    'ServerApp.terminals_enabled': 'False',
    'IdentityProvider.token': token,
    'LabApp.extension_manager': 'readonly',
  };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const server = jupyter.python(['-m', 'jupyterlab', '--no-browser', '--allow-root', ...args]);
  const log: string[] = [];
  server.all.on('data', (chunk) => log.push(String(chunk)));
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/api/status?token=${token}`, server, log);
  return {
    open: async (page, notebook) => {
      await page.goto(`${address}/lab/tree/${notebook}?token=${token}&reset`);
      await expect.poll(() => connectedKernels(address, notebook)).toEqual(['idle']);
      await idle(page);
    },
    end: async () => {
      server.kill('SIGTERM');
      await server;
    },
  };
}

/** The page shows a kernel as idle before it is connected, so the server is queried. */
async function connectedKernels(address: string, notebook: string): Promise<string[]> {
  const sessions = (await (await fetch(`${address}/api/sessions?token=${token}`)).json()) as Session[];
  return sessions.flatMap(({ path, kernel }) =>
    path === notebook && kernel.connections > 0 ? [kernel.execution_state] : [],
  );
}

interface Session {
  path: string;
  kernel: { execution_state: string; connections: number };
}

/** Waits until the kernel of the shown notebook is idle. */
export async function idle(page: Page): Promise<void> {
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]:visible').waitFor({ timeout: 30_000 });
}

/** Otherwise JupyterLab asks whether it may fetch news. */
function disableNews({ folder }: Jupyter): void {
  const settings = join(folder, '.jupyter', 'config', 'lab', 'user-settings', '@jupyterlab', 'apputils-extension');
  mkdirSync(settings, { recursive: true });
  writeFileSync(
    join(settings, 'notification.jupyterlab-settings'),
    '{ "fetchNews": "false", "checkForUpdates": false }',
  );
}

/** Selects an entry of the menu bar. */
export async function menu(page: Page, name: string, entry: string): Promise<void> {
  await page.locator('.lm-MenuBar-item', { hasText: new RegExp(`^${name}$`) }).click();
  await page.locator('.lm-Menu-item', { hasText: entry }).first().click();
}

const token = 'of-the-test';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Polls five times per second until the server answers. */
async function answers(url: string, server: Promise<{ exitCode?: number }>, log: string[]): Promise<void> {
  let ended = false;
  void server.then(() => {
    ended = true;
  });
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (ended) throw new Error(`JupyterLab exited: ${log.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
