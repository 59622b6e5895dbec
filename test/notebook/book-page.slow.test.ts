import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeBook } from '../../src/notebook/book/index.js';
import { browserProgram, startBrowser } from '../browser.js';
import { exampleNotebooks } from './book-notebooks.js';

const folder = mkdtempSync(join(tmpdir(), 'acc-book-page-'));
const book = pathToFileURL(join(folder, 'book.html')).href;
const problems: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!browserProgram) return;
  await writeBook(await exampleNotebooks(folder), join(folder, 'book.html'));
  browser = await startBrowser(folder);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  if (!browserProgram) return;
  page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) problems.push(request.url());
  });
  await page.goto(book);
});
afterEach(async () => {
  await page?.close();
  expect(problems).toEqual([]);
});

const inBrowser = (fact: string, body: () => Promise<void>): void =>
  test(fact, async (context) => {
    context.skip(!browserProgram, 'no Chromium: "apt-get install chromium"');
    await body();
  });

inBrowser(
  '"/" leads to the search, which finds headings first, then texts of chapters and of the glossary',
  async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('the paper');
    expect(await page.locator('.found a').first().textContent()).toBe('The paper');
    expect(await page.locator('.tools [role="status"]').textContent()).toMatch(/^\d+ found/);
    await page.locator('.tools input').fill('frozen weights');
    await expect
      .poll(() => page.locator('.found li').allTextContents())
      .toEqual(expect.arrayContaining([expect.stringMatching(/^adapter/)]));
    await page.locator('.tools input').fill('no such words');
    expect(await page.locator('.tools [role="status"]').textContent()).toBe('0 found');
  },
);

inBrowser('one switch shows the code of all cells, and hides it', async () => {
  const open = (): Promise<number> => page.locator('details.code[open]').count();
  expect(await open()).toBe(0);
  await page.getByRole('button', { name: 'Code' }).click();
  expect(await open()).toBe(await page.locator('details.code').count());
  await page.getByRole('button', { name: 'Code' }).click();
  expect(await open()).toBe(0);
});

inBrowser('the dark scheme is that of the page and of its figures; print is light', async () => {
  const figure = page.locator('.drawing').first();
  const background = (): Promise<string> =>
    figure
      .locator('.main-svg')
      .first()
      .evaluate((svg) => (svg as unknown as { style: { background: string } }).style.background);
  await figure.scrollIntoViewIfNeeded();
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(background).toBe('rgb(22, 24, 29)');
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(22, 24, 29)');
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  await expect.poll(background).toBe('rgb(255, 255, 255)');
});

inBrowser('n and p lead to the next and the previous chapter, and the contents mark the current one', async () => {
  const current = (): Promise<string | null> => page.locator('.contents [aria-current]').getAttribute('href');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await expect.poll(current).toMatch(/^#chapter-2/);
  await page.keyboard.press('p');
  await expect.poll(current).toMatch(/^#chapter-1/);
});

inBrowser('presenting shows the chapters alone, heading by heading, until Escape', async () => {
  await page.getByRole('button', { name: 'Present' }).click();
  expect(await page.locator('.contents').isVisible()).toBe(false);
  const before = await page.evaluate('scrollY');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(before as number);
  await page.keyboard.press('Escape');
  expect(await page.locator('.contents').isVisible()).toBe(true);
});

inBrowser('a player that starts stops the others', async () => {
  await page.evaluate(`
    const [first] = document.querySelectorAll('audio');
    const second = first.cloneNode();
    first.after(second);
    window.paused = [];
    for (const player of [first, second]) player.addEventListener('pause', () => window.paused.push(player === first));
    first.play().then(() => second.play());`);
  await expect.poll(() => page.evaluate('window.paused')).toEqual([true]);
});
