import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RawKernel, startRawKernel } from './raw-client.js';

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await startRawKernel();
  await kernel.run('1');
}, 60_000);
afterAll(() => kernel.end());

async function shown(code: string): Promise<Record<string, unknown>[]> {
  const { reply, published } = await kernel.run(code);
  expect(reply.status).toBe('ok');
  return published
    .filter(({ content }) => 'data' in content)
    .map(({ content }) => content.data as Record<string, unknown>);
}

test('a value shows as its own bundle: from its class, as a promise, with bytes as base64', async () => {
  const code = `class Clip {
  async [Symbol.for('Jupyter.display')]() {
    return { 'image/png': new Uint8Array([1, 2, 3]), 'application/x+json': { a: [1] }, 'text/plain': 'clip' };
  }
}
new Clip()`;
  expect(await shown(code)).toEqual([{ 'image/png': 'AQID', 'application/x+json': { a: [1] }, 'text/plain': 'clip' }]);
});

test('display shows in the order of the calls, and its promise is no result', async () => {
  expect(await shown("display('a'); display({ 'text/html': '<b>b</b>' }, { raw: true })")).toEqual([
    { 'text/plain': "'a'" },
    { 'text/html': '<b>b</b>' },
  ]);
});

test('a bundle that cannot be made is an error of the cell', async () => {
  const { reply } = await kernel.run("({ [Symbol.for('Jupyter.display')]() { throw new Error('no picture'); } })");
  expect(reply).toMatchObject({ status: 'error', evalue: 'no picture' });
});

test('errors show without a stack, typed arrays in short form', async () => {
  expect(await shown("new RangeError('x')")).toEqual([{ 'text/plain': 'RangeError: x' }]);
  const [bundle] = await shown('new Float32Array(16_000)');
  expect(String(bundle?.['text/plain'])).toMatch(/^Float32Array\(16000\) \[[\s\S]*15988 more items/);
});

test('display calls of tslab keep working, updates included', async () => {
  expect(
    await shown(
      "import * as tslab from 'tslab';\ntslab.display.html('<i>x</i>'); tslab.display.png(new Uint8Array([1]))",
    ),
  ).toEqual([{ 'text/html': '<i>x</i>' }, { 'image/png': 'AQ==' }]);
  const { published } = await kernel.run("const live = tslab.newDisplay();\nlive.text('1'); live.text('2');");
  expect(published.slice(2, -1).map(({ header }) => header.msg_type)).toEqual(['display_data', 'update_display_data']);
});

test('a Danfo DataFrame shows as a table in HTML, Markdown and text', async () => {
  const code =
    "import { DataFrame } from 'danfojs-node';\nnew DataFrame([{ arm: 'ACC', cider: 0.5 }, { arm: 'A<B', cider: null }])";
  const [bundle] = await shown(code);
  expect(bundle).toEqual({
    'text/html':
      '<table><thead><tr><th></th><th>arm</th><th>cider</th></tr></thead>\n<tbody><tr><td>0</td><td>ACC</td><td>0.5</td></tr>\n<tr><td>1</td><td>A&lt;B</td><td></td></tr></tbody></table>',
    'text/markdown': '|  | arm | cider |\n| --- | --- | --- |\n| 0 | ACC | 0.5 |\n| 1 | A<B |  |\n',
    'text/plain': '   arm  cider\n0  ACC    0.5\n1  A<B       ',
  });
}, 60_000);
