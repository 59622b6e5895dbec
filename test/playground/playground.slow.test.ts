import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainCaption } from '../../src/captioning/index.js';
import { kitRoot } from '../../src/core/index.js';
import { mixAtLevel } from '../../src/editing/index.js';
import { writeBook } from '../../src/notebook/book/index.js';
import { codeCell, writeNotebook } from '../../src/notebook/index.js';
import { levelSlider, metricPlayground } from '../../src/playground/index.js';
import { displaySymbol } from '../../src/results/index.js';
import { browserProgram, startBrowser } from '../browser.js';
import { playgroundItems } from './items.js';
import { sliderExample } from './slider-example.js';

const folder = mkdtempSync(join(tmpdir(), 'acc-playground-'));
const problems: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!browserProgram) return;
  const file = join(folder, '01-metrics.ipynb');
  const { recipe, sources, title } = sliderExample();
  const cells = [metricPlayground(playgroundItems, 'ACC'), levelSlider(recipe, sources, { title })].map(
    (value, index) => {
      const data = (value as never as Record<symbol, () => object>)[displaySymbol]!();
      const outputs = [{ output_type: 'execute_result', execution_count: 1, data, metadata: {} }] as never;
      return { ...codeCell(`cell-${index}`, 'value'), execution_count: 1, outputs };
    },
  );
  await writeNotebook(file, { nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
  await writeBook([{ file }], join(folder, 'book.html'));
  browser = await startBrowser(folder);
  page = await browser.newPage({ viewport: { width: 390, height: 900 } });
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  await page.addInitScript(keepPlayedSamples);
  await page.goto(pathToFileURL(join(folder, 'book.html')).href);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inBrowser = (fact: string, body: () => Promise<void>): void =>
  test(fact, async (context) => {
    context.skip(!browserProgram, 'no Chromium: "apt-get install chromium"');
    await body();
  });

/** BLEU-1 to BLEU-4, ROUGE-L and CIDEr-D as the page computed them. */
const shownScores = (): Promise<number[]> =>
  page
    .locator('.metric-playground .scores data')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));

/** Runs in the page: keeps what is played, as 16-bit values. */
const keepPlayedSamples = `
  const copy = AudioBuffer.prototype.copyToChannel;
  AudioBuffer.prototype.copyToChannel = function (samples, ...rest) {
    window.played = Array.from(samples, (value) => Math.round(value * 32767));
    return copy.call(this, samples, ...rest);
  };`;
const playedSamples = (): Promise<number[]> => page.evaluate('window.played');

const typed = [
  'a dog',
  "a dog's barking while rain falls",
  'Rain, and a dog barks',
  '',
  '☃ & <b>',
  'No. 5 barks',
  'a a a a',
];

inBrowser('the book scores what a reader types as Node does, within 1e-12', async () => {
  for (const [index, { candidate }] of playgroundItems.entries()) {
    await page.locator('.metric-playground select').selectOption(String(index));
    for (const caption of [candidate, ...typed]) {
      await page.locator('.metric-playground input').fill(caption);
      const items = playgroundItems.with(index, { ...playgroundItems[index]!, candidate: caption });
      const { bleu, rougeL, ciderD } = explainCaption(items, index);
      const [here, there] = [[...bleu, rougeL, ciderD], await shownScores()];
      expect(there, caption).toHaveLength(here.length);
      expect(Math.max(...here.map((value, k) => Math.abs(value - there[k]!))), caption).toBeLessThan(1e-12);
    }
  }
});

inBrowser('the button restores the caption of the model', async () => {
  await page.locator('.metric-playground select').selectOption('0');
  await page.locator('.metric-playground input').fill('something else');
  await page.getByRole('button', { name: 'Caption of ACC' }).click();
  expect(await page.locator('.metric-playground input').inputValue()).toBe(playgroundItems[0]!.candidate);
  expect((await shownScores())[4]).toBe(explainCaption(playgroundItems, 0).rougeL);
});

inBrowser('the slider plays the mix of the kit, sample for sample, at the recorded level and at others', async () => {
  const { recipe, sources, mixed } = sliderExample();
  const own = { base: sources.base.samples, event: sources.event.samples };
  const [play, recorded] = ['.play', '.recorded'].map((name) => page.locator(`.level-slider ${name}`));
  await play!.click();
  expect(await playedSamples()).toEqual(Array.from(mixed.withA));
  for (const level of [-12.5, 9, 20]) {
    await page.locator('.level-slider input').fill(String(level));
    await play!.click();
    expect(await playedSamples(), `${level} dB`).toEqual(Array.from(mixAtLevel(recipe, own, level).values));
  }
  await recorded!.click();
  await play!.click();
  expect(await playedSamples()).toEqual(Array.from(mixed.withA));
});

inBrowser('nothing overflows a narrow page, and nothing is written to the console', async () => {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
  expect(problems).toEqual([]);
});

test('the script of the page is that of the source', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [join(kitRoot(), 'scripts/build-page.mjs'), '--check'], {
    reject: false,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});
