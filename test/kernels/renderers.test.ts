import { inspect } from 'node:util';
import { DataFrame, Series } from 'danfojs-node';
import { expect, test } from 'vitest';
import { builtInBundle } from '../../kernels/typescript/worker/renderers/index.js';
import { encodePng } from '../../src/figures/png.js';

async function text(value: unknown): Promise<string> {
  const bundle = await builtInBundle(value);
  expect(Object.keys(bundle)).toEqual(['text/plain']);
  return String(bundle['text/plain']);
}

/** The cells of an HTML table, by row, as displayed. */
function htmlCells(bundle: Record<string, unknown>): string[][] {
  const rows = String(bundle['text/html']).matchAll(/<tr>(.*?)<\/tr>/g);
  return [...rows].map(([, row]) => [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell!));
}

test.each([
  [42, '42'],
  ['a "b"', `'a "b"'`],
  [undefined, 'undefined'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a+/g, '/a+/g'],
  [new Map([['a', { n: 1 }]]), "Map(1) { 'a' => { n: 1 } }"],
  [new Set([1, 'b']), "Set(2) { 1, 'b' }"],
  [Promise.resolve(3), 'Promise { 3 }'],
  [new Promise(() => {}), 'Promise { <pending> }\nuse `await` to see its value'],
  [
    new (class Point {
      x = 1;
      #y = 2;
      get z() {
        return this.#y;
      }
    })(),
    'Point { x: 1 }',
  ],
  [function twice() {}, '[Function: twice]'],
  [[{ a: 1 }, { a: 2 }], '[ { a: 1 }, { a: 2 } ]'],
  [{ [inspect.custom]: () => '\x1b[31mred\x1b[39m' }, 'red'],
])('%o is shown as plain text without colours', async (value, shown) => {
  expect(await text(value)).toBe(shown);
});

test('an error shows its name, message, hint and causes, and no stack', async () => {
  const error = Object.assign(new RangeError('far', { cause: new TypeError('wrong') }), { hint: 'go back' });
  expect(await text(error)).toBe('RangeError: far\n  go back\nCaused by TypeError: wrong');
  expect(await text(new AggregateError([new Error('1'), 'two'], 'many'))).toBe(
    'AggregateError: many\nCaused by Error: 1\nCaused by two',
  );
});

test('a typed array shows its first numbers, its length and its range', async () => {
  const sine = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i));
  expect(await text(sine)).toMatch(
    /^Float32Array\(16000\) \[\s+0,[\s\S]*15988 more items\s+\]\nmin -0\.999995, max 0\.999995$/,
  );
  expect(await text(new Float64Array(20).fill(Number.NaN, 5))).toContain('\nmin 0, max 0, 15 NaN');
  expect(await text(new Float64Array(20).fill(Number.NaN))).toContain('\nall NaN');
  expect(await text(new BigInt64Array(20).fill(-5n))).toContain('\nmin -5, max -5');
  expect(await text(new Uint8Array([1, 2]))).toBe('Uint8Array(2) [ 1, 2 ]');
});

test('huge values are truncated: lists, strings, objects, nested lists, cycles', async () => {
  expect(await text(new Array(1e7).fill(1.5))).toMatch(/^Array\(10000000\) \[[\s\S]{1,1000}9999900 more items\s+\]$/);
  expect(await text('x'.repeat(1e8))).toMatch(/^'x{10000}'\.\.\. 99990000 more characters$/);
  const members = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]));
  expect(await text(members)).toMatch(/k99: 99\s+}\n10000 members, the first 100 are shown$/);
  expect(await text({ members })).toBe('{ members: [Object] }');
  const circular: Record<string, unknown> = { n: 1 };
  circular.self = circular;
  expect(await text(circular)).toBe('<ref *1> { n: 1, self: [Circular *1] }');
  let nested: unknown[] = new Array(100).fill(0);
  for (let i = 0; i < 5; i++) nested = new Array(100).fill(nested);
  expect((await text(nested)).length).toBeLessThan(25_000);
  const rows = Array.from({ length: 100 }, () => 'y'.repeat(1e5));
  expect(await text(rows)).toMatch(/\n… \d+ more characters$/);
});

test('getters are not called, and a value that cannot be inspected fails with its own error', async () => {
  const getter = {
    get data(): never {
      throw new Error('called');
    },
  };
  expect(await text(getter)).toBe('{ data: [Getter] }');
  expect(() =>
    builtInBundle({
      [inspect.custom]: () => {
        throw new Error('no looking');
      },
    }),
  ).toThrow('no looking');
});

test('a Danfo DataFrame is a table with its index, its missing values, and aligned decimals', () => {
  const frame = new DataFrame(
    { arm: ['A|C', '<b>'], cider: [0.5, 1 / 3], note: [null, '$1 & $2\nnext'], n: [3, Number.NaN] },
    { index: ['x', 'y'] },
  );
  const bundle = builtInBundle(frame) as Record<string, string>;
  expect(htmlCells(bundle)).toEqual([
    ['', 'arm', 'cider', 'note', 'n'],
    ['x', 'A|C', '0.500000', 'null', '3'],
    ['y', '&lt;b&gt;', '0.333333', '$1 &amp; $2 next', 'NaN'],
  ]);
  expect(bundle['text/html']).toMatch(/title="float32" style="text-align:right">cider/);
  expect(bundle['text/markdown']).toBe(
    [
      '|  | arm | cider | note | n |',
      '| :-- | :-- | --: | :-- | --: |',
      '| x | A\\|C | 0.500000 | null | 3 |',
      '| y | \\<b\\> | 0.333333 | \\$1 \\& \\$2 next | NaN |',
      '',
    ].join('\n'),
  );
  expect(bundle['text/plain']).toBe(
    [
      '   arm     cider  note            n',
      'x  A|C  0.500000  null            3',
      'y  <b>  0.333333  $1 & $2 next  NaN',
    ].join('\n'),
  );
});

test('a Danfo Series is a table of one column', () => {
  expect(htmlCells(builtInBundle(new Series([1e-9, 2, 3e20])) as Record<string, string>)).toEqual([
    ['', '0'],
    ['0', '1e-9'],
    ['1', '2'],
    ['2', '300000000000000000000'],
  ]);
});

test('a long and wide frame shows both ends and states its size', () => {
  const record = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, i]));
  const bundle = builtInBundle(new DataFrame(new Array(1000).fill(record))) as Record<string, string>;
  const cells = htmlCells(bundle);
  expect([cells.length, cells[0]!.length]).toEqual([62, 22]);
  expect(cells.map(([index]) => index).slice(54)).toEqual(['53', '54', '…', '995', '996', '997', '998', '999']);
  for (const shown of Object.values(bundle)) expect(shown).toContain('1000 rows × 30 columns');
});

test('the bytes of a complete PNG, JPEG or GIF are shown as a picture, others as bytes', async () => {
  const png = Buffer.from(encodePng([[0]], [[255, 0, 0]]));
  expect(await builtInBundle(png)).toMatchObject({
    'image/png': png.toString('base64'),
    'text/plain': expect.stringMatching(/^<Buffer 89 50/),
  });
  expect(await builtInBundle(new Uint8Array([0xff, 0xd8, 0xff, 1, 0xff, 0xd9]))).toHaveProperty(['image/jpeg']);
  expect(await builtInBundle(Buffer.from('GIF89a…;'))).toHaveProperty(['image/gif']);
  expect(await text(png.subarray(0, -1))).toMatch(/^<Buffer 89 50/);
});

test('a bare Plotly object is one bundle: JSON as an object with plain lists, SVG, PNG, a line of text', async () => {
  const bundle = await builtInBundle({
    data: [{ x: [1, 2], y: new Float32Array([0.5, Number.NaN]) }],
    layout: { title: 'Loss', xaxis: { title: { text: 'step' } } },
  });
  expect(Object.keys(bundle)).toEqual(['application/vnd.plotly.v1+json', 'image/svg+xml', 'image/png', 'text/plain']);
  expect(bundle['application/vnd.plotly.v1+json']).toEqual({
    data: [{ x: [1, 2], y: [0.5, null] }],
    layout: { title: { text: 'Loss' }, xaxis: { title: { text: 'step' } } },
  });
  expect(bundle['image/svg+xml']).toContain('Loss');
  expect(bundle['text/plain']).toBe('Plotly figure "Loss": scatter');
}, 60_000);

test('a Plotly type that is drawn in browsers only has no picture, and states this', async () => {
  const bundle = await builtInBundle({ data: [{ type: 'heatmap', z: [[1]] }], layout: {} });
  expect(Object.keys(bundle)).toEqual(['application/vnd.plotly.v1+json', 'text/plain']);
  expect(bundle['text/plain']).toBe(
    'Plotly figure: heatmap (no picture: heatmap is drawn by Plotly in a browser only)',
  );
});

test.each([
  { data: [1, 2], layout: {} },
  { data: [{ id: 1 }], layout: {} },
  { data: [{ x: [1] }], layout: {}, status: 200 },
  { samples: [1, 2], sampleRate: 8000 },
])('%o is neither a figure nor a clip', async (value) => {
  expect(await text(value)).toMatch(/^{/);
});

test('a clip is a player with its waveform; samples beyond full scale are clipped, and stereo keeps its channels', async () => {
  const left = Float32Array.from({ length: 800 }, (_, i) => 1.5 * Math.sin(i / 10));
  const bundle = await builtInBundle({ samples: [left, new Float32Array(800)], sampleRate: 8000 });
  expect(bundle['text/plain']).toBe('stereo clip: 0.10 s, 8000 Hz, stereo, peak 1.50 clipped at 1');
  expect(bundle['image/svg+xml']).toContain('right');
  const html = String(bundle['text/html']);
  expect(html).toContain('<img alt="waveform of stereo clip"');
  const wav = Buffer.from(/data:audio\/wav;base64,([^"]+)/.exec(html)![1]!, 'base64');
  expect([wav.readUInt16LE(22), wav.readInt16LE(44 + 4 * 15), wav.readInt16LE(46 + 4 * 15)]).toEqual([2, 32767, 0]);
}, 60_000);

test('for a very long clip the player contains the beginning, and states this', async () => {
  const bundle = await builtInBundle({ samples: new Float32Array(4_000_000), sampleRate: 16_000 });
  expect(bundle['text/plain']).toBe('clip: 250.00 s, 16000 Hz, truncated to the first 188 s');
}, 60_000);
