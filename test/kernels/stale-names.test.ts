import { afterEach, beforeEach, expect, test } from 'vitest';
import { encode, message } from '../../kernels/typescript/index.js';
import { type RawKernel, startRawKernel } from './raw-client.js';

let kernel: RawKernel;
beforeEach(async () => {
  kernel = await startRawKernel();
}, 60_000);
afterEach(() => kernel.end());

/** Runs cells in order, each with the id of its cell if there is one: the notes of the last one. */
async function notes(...cells: (string | [id: string, code: string])[]): Promise<string[]> {
  let text = '';
  for (const cell of cells) {
    const [cellId, code] = typeof cell === 'string' ? [undefined, cell] : cell;
    const request = message('execute_request', 'raw', { code, silent: false, store_history: true });
    const outgoing = { ...request, metadata: cellId ? { cellId } : {} };
    await kernel.sendFrames('shell', encode(outgoing, kernel.connection));
    const { msg_id } = request.header;
    expect((await kernel.reply(msg_id)).content.status).toBe('ok');
    const published = await kernel.published(msg_id);
    text = published.map(({ content }) => (content.name === 'stderr' ? content.text : '')).join('');
  }
  return text.split('\n').filter((line) => line.startsWith('Note: '));
}

const noted: [string, string[], string][] = [
  [
    'was assigned since',
    ['let x = 1;', 'const y = x + 1;', 'x = 5;', 'y'],
    'Note: this cell uses `y` of cell [2], which depends on `x`; cell [3] has changed `x` since.',
  ],
  [
    'was declared again since',
    ['const x = 1;', 'const y = x + 1;', 'const x = "new";', '[y, y]'],
    'Note: this cell uses `y` of cell [2], which depends on `x`; cell [3] has changed `x` since.',
  ],
  [
    'was changed by a function since',
    ['let x = 1;\nfunction change() { x = 2; }', 'const y = x + 1;', 'change();', 'y'],
    'Note: this cell uses `y` of cell [2], which depends on `x`, which has changed since.',
  ],
  [
    'changed two steps back',
    ['const x = 1;', 'const y = x + 1;', 'const z = y + 1;', 'const x = 2;', 'z'],
    'Note: this cell uses `z` of cell [3], which depends on `x`; cell [4] has changed `x` since.',
  ],
];

test.each(noted)('a cell that uses a value computed from a name that %s says so', async (_, cells, note) => {
  expect(await notes(...cells)).toEqual([note]);
});

test('a cell that uses a name which its cell, run again, no longer defines says so', async () => {
  expect(await notes(['a', 'const x = 1, old = 2;'], ['a', 'const x = 1;'], ['b', 'x + old'])).toEqual([
    'Note: this cell uses `old` of cell [1], which was run again as [2] and no longer defines it.',
  ]);
});

const silent: [string, string[]][] = [
  ['a function that reads the changed name when it is called', ['let x = 1;', 'const f = () => x;', 'x = 2;', 'f()']],
  ['a value that was computed again since', ['let x = 1;', 'const y = x;', 'x = 2;', 'const y = x;', 'y']],
  ['a value whose source was run again without a change', ['const x = 1;', 'const y = x;', 'const x = 1;', 'y']],
  [
    'a function that was made again without a change',
    ['const f = () => 1;', 'const y = f();', 'const f = () => 1;', 'y'],
  ],
  ['a variable that a cell counts up', ['let n = 0;', 'n++;', 'n++;', 'n']],
  [
    'a value of a cell that reads a name only in functions',
    ['let x = 1;', 'const y = 2;\nfunction f() { return x; }', 'x = 2;', 'y'],
  ],
  [
    'a user who has switched notes off',
    ["process.env.ACC_STALE_NOTES = 'off';\nlet x = 1;", 'const y = x;', 'x = 2;', 'y'],
  ],
];

test.each(silent)('no note appears for %s', async (_, cells) => {
  expect(await notes(...cells)).toEqual([]);
});
