import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

const setup = `/** Adds numbers.
 * @param a the first
 * @returns the sum */
function add(a: number, b = 1): number { return a + b; }
interface Point { x: number; label?: string }
const point: Point = { x: 1 };
`;

/** The reply for the position of the bar, and the text to be replaced. */
async function complete(marked: string): Promise<{ matches: string[]; replaced: string; types: object[] }> {
  const cursor = [...marked.slice(0, marked.indexOf('|'))].length;
  const code = marked.replace('|', '');
  const { reply } = await shared.kernel.ask('complete_request', { code, cursor_pos: cursor });
  const replaced = [...code].slice(Number(reply.cursor_start), Number(reply.cursor_end)).join('');
  const { _jupyter_types_experimental: types } = reply.metadata as { _jupyter_types_experimental: object[] };
  return { matches: reply.matches as string[], replaced, types };
}

async function inspect(marked: string, detail_level: number): Promise<string> {
  const request = {
    code: marked.replace('|', ''),
    cursor_pos: [...marked.slice(0, marked.indexOf('|'))].length,
    detail_level,
  };
  const { reply } = await shared.kernel.ask('inspect_request', request);
  return (reply.data as Record<string, string>)['text/plain'] ?? '';
}

const completions: [string, string, string[], string][] = [
  ['members of a value', '"😀"; point.|', ['label', 'x'], ''],
  ['members inside of a template', `\`a \${point.|}\``, ['label', 'x'], ''],
  ['a keyword that is being written', 'con|st', ['console', 'const', 'continue'], 'const'],
  ['the names of Node modules', "import {} from 'node:f|'", ['node:fs', 'node:fs/promises'], 'node:f'],
  ['the folders and files behind a relative import', "import {} from '../src/core/ha|'", ['hash.js'], 'ha'],
  ['nothing inside of a comment', '// add|', [], 'add'],
  ['a global function', 'structuredC|', ['structuredClone'], 'structuredC'],
  ['a parameter and a type of the library', '((pair: Record<string, 1>) => { const a: Recor|', ['Record'], 'Recor'],
];

test.each(completions)('completion returns %s', async (_, marked, matches, replaced) => {
  await shared.kernel.run(setup);
  const given = await complete(marked);
  expect(given.matches.toSorted()).toEqual(matches);
  expect(given.replaced).toBe(replaced);
});

test('completion reports the kind of each match, for the same range', async () => {
  await shared.kernel.run(setup);
  const { types } = await complete('"😀"; add|');
  expect(types).toEqual([{ start: 5, end: 8, text: 'add', type: 'function' }]);
});

test('inspection shows signature, documentation and tags, and the declaration for detail_level 1', async () => {
  await shared.kernel.run(setup);
  const text = 'function add(a: number, b?: number): number\n\nAdds numbers.\n@param a the first\n@returns the sum';
  expect(await inspect('ad|d(1)', 0)).toBe(text);
  expect(await inspect('poin|t', 0)).toBe('const point: Point');
  expect(await inspect('poin|t', 1)).toContain('interface Point { x: number; label?: string }');
});

test('a function of the kit is shown with its type and documentation', async () => {
  await shared.kernel.run("import { openRun } from '../src/experiment/index.js';");
  expect(await inspect('openRu|n', 0)).toContain('openRun(name: string, store?: string): Promise<Run>');
});
