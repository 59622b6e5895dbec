import { expect, test } from 'vitest';
import type { ParameterAnswer } from '../../kernels/typescript/index.js';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

async function ask(
  code: string,
  values: Record<string, string> = {},
  earlier: string[] = [],
): Promise<ParameterAnswer> {
  const { reply } = await shared.kernel.ask('acc_parameters_request', { code, values, earlier });
  return reply as unknown as ParameterAnswer;
}

const cell = `// Where the clips are.
const folder = 'clips';
let epochs = 3; // passes over the data
let arm: 'ACC' | 'ADC' = 'ACC', limit: number | null = null; /* none: all */
/**
 * How it learns.
 */
const opts: { rate: number; warm?: boolean } = { rate: 0.1 };
const names: string[] = [];
const later = null;
let count = 3n;`;

test('the parameters of a cell have types, defaults and the trailing or preceding comments', async () => {
  const { parameters } = await ask(cell);
  const facts = parameters.map((one) => [
    one.keyword,
    one.name,
    one.annotation,
    one.type,
    one.default,
    one.help,
    one.line,
  ]);
  expect(facts).toEqual([
    ['const', 'folder', undefined, 'string', "'clips'", 'Where the clips are.', 2],
    ['let', 'epochs', undefined, 'number', '3', 'passes over the data', 3],
    ['let', 'arm', "'ACC' | 'ADC'", '"ACC" | "ADC"', "'ACC'", '', 4],
    ['let', 'limit', 'number | null', 'number | null', 'null', 'none: all', 4],
    [
      ...['const', 'opts', '{ rate: number; warm?: boolean }', '{ rate: number; warm?: boolean; }'],
      ...['{ rate: 0.1 }', 'How it learns.', 8],
    ],
    ['const', 'names', 'string[]', 'string[]', '[]', '', 9],
    ['const', 'later', undefined, undefined, 'null', '', 10],
    ['let', 'count', undefined, 'bigint', '3n', '', 11],
  ]);
});

test('values that match their types have no problems, others are reported with the messages of TypeScript', async () => {
  const fitting = {
    folder: '"x"',
    epochs: '5',
    arm: '"ADC"',
    limit: 'null',
    opts: '{ rate: 1 }',
    names: '["a"]',
    later: '5',
    count: '1n',
  };
  expect((await ask(cell, fitting)).problems).toEqual([]);
  const others = {
    folder: '1',
    epochs: '"5"',
    arm: '"AC"',
    limit: '"all"',
    opts: '{ rate: 1, warn: true }',
    names: '[1]',
    count: '1',
  };
  const { problems } = await ask(cell, others);
  expect(problems.map(({ name }) => name)).toEqual(Object.keys(others));
  expect(problems[1]?.message).toBe("Type 'string' is not assignable to type 'number'.");
  expect(problems[4]?.message).toContain("'warn'");
});

test('types of earlier cells are known, and nothing of any cell is run', async () => {
  const earlier = ["interface Options { rate: number }\nthrow new Error('run');"];
  const { parameters, problems } = await ask('const opts: Options = { rate: 1 };', { opts: '{ rate: "x" }' }, earlier);
  expect(parameters).toMatchObject([{ name: 'opts', type: 'Options' }]);
  expect(problems).toMatchObject([{ name: 'opts' }]);
  expect(await shared.result('typeof opts')).toContain("Cannot find name 'opts'");
});

test('a syntax error is reported; names in patterns are parameters without a default', async () => {
  expect(await ask('const a = ;', { a: '1' })).toMatchObject({ unreadable: 'Expression expected.', problems: [] });
  const { parameters } = await ask('const { a, b: [c] } = { a: 1, b: [""] };');
  expect(parameters.map(({ name, type, default: value }) => [name, type, value])).toEqual([
    ['a', 'number', ''],
    ['c', 'string', ''],
  ]);
});

test('a parameters request does not change the state of the checker', async () => {
  await shared.kernel.run('let kept = 1;');
  await ask('let kept = "text";', { kept: '2' });
  expect(await shared.result('kept + 1')).toBe('2');
});
