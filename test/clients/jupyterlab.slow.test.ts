import { join } from 'node:path';
import { execa } from 'execa';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Cell, codeCell, markdownCell, writeNotebook } from '../../src/notebook/index.js';
import { browserProgram, startBrowser } from '../browser.js';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';
import { idle, type Lab, menu, startLab } from './jupyterlab.js';

let jupyter: Jupyter;
let lab: Lab;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  jupyter = await installedJupyter();
  lab = await startLab(jupyter);
  browser = await startBrowser(jupyter.folder);
});
afterAll(async () => {
  await browser?.close(); // what did not start must not keep the rest from ending
  await lab?.end();
  jupyter?.remove();
});

const inBrowser = (fact: string, body: () => Promise<void>): void =>
  jupyterTest(fact, body, browserProgram ? undefined : 'Chromium: "apt-get install chromium"');

/** A page that shows the notebook in JupyterLab, tall enough for all cells: those out of view are not in the DOM. */
async function opened(name: string, ...cells: Cell[]): Promise<{ page: Page; cell: (index: number) => Locator }> {
  const kernelspec = { display_name: 'TypeScript (acc-kit)', language: 'typescript', name: 'acc-typescript' };
  await writeNotebook(join(jupyter.folder, name), { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
  const page = await browser.newPage({ viewport: { width: 1300, height: 1400 } });
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await lab.open(page, name);
  return { page, cell: (index) => page.locator('.jp-Notebook .jp-CodeCell').nth(index) };
}

const output = (cell: Locator, text: string): Promise<void> =>
  cell.locator('.jp-OutputArea-output', { hasText: text }).waitFor();
const prompt = (cell: Locator, text: string): Promise<void> =>
  cell.locator('.jp-InputPrompt', { hasText: text }).waitFor();

inBrowser(
  'Run All in JupyterLab draws the Plotly figure, shows results and a red error with its cell and line',
  async () => {
    const { page, cell } = await opened(
      'all.ipynb',
      markdownCell('title', '# A title'),
      codeCell('figure', figureCell),
      codeCell('result', '6 * 7'),
      codeCell('error', "const n: number = 2;\nthrow new Error('on purpose');", { tags: ['raises-exception'] }),
      codeCell('after', "'after the error'"),
    );
    await menu(page, 'Run', 'Run All Cells');
    await output(cell(3), "'after the error'");
    await output(cell(1), '42');
    await output(cell(2), 'Cell In[3], line 2');
    await output(cell(2), 'Error: on purpose');
    await cell(2).locator('[data-mime-type="application/vnd.jupyter.stderr"]').waitFor(); // how JupyterLab makes errors red
    // Plotly's renderer shows the PNG in its full size until the pointer enters it; then it draws.
    const widthOf = (img: { naturalWidth?: number }): number | undefined => img.naturalWidth;
    const picture = cell(0).locator('.jp-RenderedPlotly img');
    await expect.poll(() => picture.evaluate(widthOf as never)).toBe(figureSize.width);
    await cell(0)
      .locator('.jp-RenderedPlotly')
      .hover({ position: { x: 100, y: 100 } });
    const figure = cell(0).locator('svg.main-svg').first();
    await figure.waitFor();
    expect(await figure.boundingBox()).toMatchObject(figureSize);
    expect(await cell(0).locator('.bars .point path').count()).toBe(2);
    if (process.env.ACC_SCREENSHOT) await page.screenshot({ path: process.env.ACC_SCREENSHOT });
    await page.close();
  },
);

inBrowser('JupyterLab shows late output in the cell that started it', async () => {
  const { page, cell } = await opened(
    'late.ipynb',
    codeCell(
      'starts',
      "let shown = false;\nsetTimeout(() => { console.log('late text'); shown = true; }, 500);\n'started'",
    ),
    codeCell('waits', "while (!shown) await new Promise((ready) => setTimeout(ready, 50));\n'waited'"),
  );
  await menu(page, 'Run', 'Run All Cells');
  await output(cell(1), 'waited');
  await output(cell(0), 'late text');
  expect(await cell(1).locator('.jp-OutputArea').textContent()).not.toContain('late text');
  await menu(page, 'Kernel', 'Shut Down Kernel');
  await page.locator('.jp-KernelName', { hasText: 'No Kernel' }).waitFor();
  await page.close();
});

inBrowser('JupyterLab interrupts, completes, inspects and restarts through menus and keys', async () => {
  const { page, cell } = await opened(
    'keys.ipynb',
    codeCell('kept', 'const kept = 6;'),
    codeCell('spins', 'while (true) {}'),
    codeCell('use', 'kept * 7'),
    codeCell('typed', 'Math.cb'),
  );
  await cell(0).locator('.cm-content').click();
  await page.keyboard.press('Shift+Enter');
  await prompt(cell(0), '[1]');
  await page.keyboard.press('Shift+Enter');
  await prompt(cell(1), '[*]');
  await menu(page, 'Kernel', 'Interrupt Kernel');
  await output(cell(1), 'Interrupted');
  await cell(2).locator('.cm-content').click();
  await page.keyboard.press('Shift+Enter');
  await output(cell(2), '42');

  await cell(3).locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Tab');
  await page.locator('.jp-Completer', { hasText: 'cbrt' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await cell(3).locator('.cm-content').textContent()).toBe('Math.cbrt');
  await page.keyboard.press('Shift+Tab');
  await page.locator('.jp-Tooltip', { hasText: 'Math.cbrt(x: number): number' }).waitFor();
  await page.keyboard.press('Escape');

  await menu(page, 'Kernel', 'Restart Kernel…');
  await page.locator('.jp-Dialog button', { hasText: 'Restart' }).click();
  await idle(page);
  await cell(2).locator('.cm-content').click();
  await page.keyboard.press('Shift+Enter');
  await output(cell(2), "Cannot find name 'kept'");
  await page.close();
});

inBrowser('JupyterLab has reported no error, and its exit ends both kernels', async () => {
  expect(problems).toEqual([]);
  const kernels = () => execa('pgrep', ['-f', `kernels/typescript/.*${jupyter.folder}`], { reject: false });
  expect((await kernels()).stdout.split('\n')).toHaveLength(2);
  await lab.end();
  await expect.poll(async () => (await kernels()).stdout).toBe('');
});

const figureSize = { width: 400, height: 300 };
const figureCell = `import { figure } from '../src/figures/figure';
figure([{ type: 'bar', x: ['a', 'b'], y: [2, 3] }], { width: 400, height: 300, title: { text: 'Bars' } }, 'two bars')`;
