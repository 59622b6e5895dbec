import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Debian's Chromium or another installed browser; undefined where browser tests must be skipped. */
export const browserProgram: string | undefined = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** Starts it headless, with its home in the test's folder. */
export function startBrowser(home: string): Promise<Browser> {
  const executablePath = spawnSync('which', [browserProgram ?? ''], { encoding: 'utf8' }).stdout.trim();
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  return chromium.launch({
    executablePath,
    env: { ...process.env, HOME: home } as Record<string, string>,
    args: [...quiet, '--disable-component-update', '--disable-sync'],
  });
}
