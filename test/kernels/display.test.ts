import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

async function shown(code: string): Promise<Record<string, unknown>[]> {
  const { reply, published } = await shared.kernel.run(code);
  expect(reply.status).toBe('ok');
  return published
    .filter(({ content }) => 'data' in content)
    .map(({ content }) => content.data as Record<string, unknown>);
}

test('a value is shown as its own bundle: inherited, as a promise, with bytes as base64', async () => {
  const code = `class Clip {
  async [Symbol.for('Jupyter.display')]() {
    return { 'image/png': new Uint8Array([1, 2, 3]), 'application/x+json': { a: [1] }, 'text/plain': 'clip' };
  }
}
new Clip()`;
  expect(await shown(code)).toEqual([{ 'image/png': 'AQID', 'application/x+json': { a: [1] }, 'text/plain': 'clip' }]);
});

test.each([
  ['a class it derives from', 'class A { [key]() { return one; } }\nclass B extends A {}\nnew B()'],
  ['a getter', '({ get [key]() { return () => one; } })'],
  ['the prototype of a native class', '(Date.prototype as any)[key] = () => one;\nnew Date()'],
  ['the class itself', 'class C { static [key]() { return one; } }\nC'],
  ['a bundle with data and metadata', '({ [key]: () => ({ data: one, metadata: {} }) })'],
  ['any thenable', '({ [key]: () => ({ then: (take: (shown: unknown) => void) => take(one) }) })'],
])('a value is shown as the bundle of %s', async (_, code) => {
  const head =
    "const key = Symbol.for('Jupyter.display');\nconst one = { 'text/plain': 'one', 'text/html': undefined };\n";
  expect(await shown(head + code)).toEqual([{ 'text/plain': 'one' }]);
  await shared.kernel.run("delete (Date.prototype as any)[Symbol.for('Jupyter.display')]");
});

test('text types may be bytes or lines, JSON types typed arrays', async () => {
  const bundle =
    "{ 'image/svg+xml': Buffer.from('<svg/>'), 'text/html': ['a\\n', 'b'], 'application/x+json': [new Float32Array(2)] }";
  expect(await shown(`display(${bundle}, { raw: true })`)).toEqual([
    { 'image/svg+xml': '<svg/>', 'text/html': 'a\nb', 'application/x+json': [[0, 0]] },
  ]);
});

test('a Proxy that returns a function for every property has no bundle', async () => {
  expect(await shown('new Proxy({ a: 1 }, { get: () => () => 1 })')).toEqual([{ 'text/plain': '{ a: 1 }' }]);
});

test('displays appear in the order of the calls, and their promise is not a result', async () => {
  expect(await shown("display('a'); display({ 'text/html': '<b>b</b>' }, { raw: true })")).toEqual([
    { 'text/plain': "'a'" },
    { 'text/html': '<b>b</b>' },
  ]);
});

test.each([
  ["throw new Error('no picture')", 'no picture'],
  ["return Promise.reject(new Error('late'))", 'late'],
  ["return 'text'", /method of Object returned a string instead of a MIME bundle/],
  ['return undefined', /returned undefined/],
  ['return [1]', /returned a list/],
  ['return {}', /returned an empty object/],
  ["return { html: '<b>' }", /returned an object with the member "html"/],
  ["return { 'text/html': 3 }", /returned a number as text\/html/],
  ["return { 'application/json': 3n }", /BigInt/],
])('a method that does "%s" is an error of the cell', async (body, evalue) => {
  const { reply, types } = await shared.kernel.run(`({ [Symbol.for('Jupyter.display')](): unknown { ${body}; } })`);
  expect(reply).toMatchObject({ status: 'error', evalue: expect.stringMatching(evalue) });
  expect((reply.traceback as string[]).at(-1)).toBe('(the cell completed; displaying its value failed)');
  expect(types).not.toContain('execute_result');
});

test('a getter or a proxy that throws while a value is shown fails with its own error', async () => {
  for (const code of [
    "({ get [Symbol.for('Jupyter.display')](): unknown { throw new Error('not now'); } })",
    "new Proxy({}, { has() { throw new Error('not now'); } })",
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('not now'); } })",
  ]) {
    expect((await shared.kernel.run(code)).reply).toMatchObject({ status: 'error', ename: 'Error', evalue: 'not now' });
  }
});

test('display takes one value: a second one is an error, not lost', async () => {
  const checked = await shared.kernel.run("display('a', 'b')");
  expect(checked.reply).toMatchObject({ status: 'error', ename: 'TypeCheckError' });
  const unchecked = await shared.kernel.run("(display as any)('a', { b: 1 })");
  expect(unchecked.reply).toMatchObject({
    status: 'error',
    evalue: expect.stringContaining('display takes one value'),
  });
  const nameless = await shared.kernel.run("display('a', { update: true })");
  expect(nameless.reply).toMatchObject({ status: 'error', evalue: expect.stringContaining('requires the id') });
});

test('another cell can replace an output, and outputs can be cleared', async () => {
  const first = await shared.kernel.run("display('first', { id: 'progress' })");
  const later = await shared.kernel.run(
    "display('second', { id: 'progress', update: true }); clearOutput(true); clearOutput()",
  );
  const messages = [...first.published, ...later.published].filter(({ header }) =>
    /display|clear/.test(header.msg_type),
  );
  expect(messages.map(({ header, content }) => [header.msg_type, content])).toEqual([
    ['display_data', { data: { 'text/plain': "'first'" }, metadata: {}, transient: { display_id: 'progress' } }],
    [
      'update_display_data',
      { data: { 'text/plain': "'second'" }, metadata: {}, transient: { display_id: 'progress' } },
    ],
    ['clear_output', { wait: true }],
    ['clear_output', { wait: false }],
  ]);
});

test('a display that never resolves blocks nothing once its cell was interrupted', async () => {
  const never = "display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) }); console.log('waits')";
  const id = await shared.kernel.send('shell', 'execute_request', { code: never, silent: false });
  await shared.kernel.seen(({ header, content }) => header.msg_type === 'stream' && content.text === 'waits\n');
  await shared.kernel.ask('interrupt_request', {}, 'control');
  expect((await shared.kernel.reply(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  expect(await shown("display('next')")).toEqual([{ 'text/plain': "'next'" }]);
});

test('every display call of tslab works, updates included', async () => {
  const texts = ['html', 'markdown', 'svg', 'latex', 'javascript', 'text'].map(
    (kind) => `tslab.display.${kind}('${kind}');`,
  );
  const bytes = ['png', 'jpeg', 'gif', 'pdf'].map((kind) => `tslab.display.${kind}(new Uint8Array([1]));`);
  const raw = "tslab.display.raw('text/x-own', 'raw');";
  expect(await shown(["import * as tslab from 'tslab';", ...texts, ...bytes, raw].join('\n'))).toEqual([
    { 'text/html': 'html' },
    { 'text/markdown': 'markdown' },
    { 'image/svg+xml': 'svg' },
    { 'text/latex': 'latex' },
    { 'text/javascript': 'javascript' },
    { 'text/plain': 'text' },
    ...['image/png', 'image/jpeg', 'image/gif', 'application/pdf'].map((type) => ({ [type]: 'AQ==' })),
    { 'text/x-own': 'raw' },
  ]);
  const { published } = await shared.kernel.run("const live = tslab.newDisplay();\nlive.text('1'); live.text('2');");
  expect(published.slice(2, -1).map(({ header }) => header.msg_type)).toEqual(['display_data', 'update_display_data']);
});

test('a Danfo frame in a cell is shown as a table in HTML, Markdown and text', async () => {
  const [bundle] = await shown(
    "import { DataFrame } from 'danfojs-node';\nnew DataFrame([{ arm: 'ACC', cider: 0.5 }])",
  );
  expect(bundle).toMatchObject({
    'text/html': expect.stringContaining('<table'),
    'text/markdown': '|  | arm | cider |\n| :-- | :-- | --: |\n| 0 | ACC | 0.5 |\n',
    'text/plain': '   arm  cider\n0  ACC    0.5',
  });
}, 60_000);

test('a bare Plotly object in a cell is drawn by the kernel', async () => {
  const [bundle] = await shown("({ data: [{ type: 'bar', x: ['a'], y: [1] }], layout: {} })");
  expect(Object.keys(bundle!)).toEqual(['application/vnd.plotly.v1+json', 'image/svg+xml', 'image/png', 'text/plain']);
}, 60_000);
