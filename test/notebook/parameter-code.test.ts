import { expect, test } from 'vitest';
import { coerceToDeclared } from '../../src/notebook/coerce-parameters.js';
import type { Choices, Parameter } from '../../src/notebook/parameter-choices.js';
import { translatorFor } from '../../src/notebook/parameter-code.js';

const declared = (name: string, type: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, type, annotation: undefined, keyword: 'let', default: '', help: '', line: 1, column: 1 },
  ...more,
});

const choices = (all: Parameter[], members: Choices['members'] = []): Choices => ({ declared: all, members });

test('TypeScript parameters keep the keyword and the type of their declaration', () => {
  const typescript = translatorFor('typescript', 'k');
  const code = typescript(
    { epochs: 3, arm: 'ACC', opts: { 'a b': [1, null], c: -0 }, big: 5, mine: 1, other: 'x\n"', nan: Number.NaN },
    choices([
      declared('epochs', 'number', { keyword: 'const' }),
      declared('arm', '"ACC" | "ADC"', { annotation: "'ACC' | 'ADC'" }),
      declared('opts', 'Options', { annotation: 'Options' }),
      declared('big', 'bigint'),
      declared('mine', 'Local'),
    ]),
  );
  expect(code.split('\n')).toEqual([
    '// Parameters',
    'const epochs: number = 3;',
    "let arm: 'ACC' | 'ADC' = \"ACC\";",
    'let opts: Options = { "a b": [1, null], c: -0 };',
    'let big: bigint = 5n;',
    'let mine = 1;',
    'let other = "x\\n\\"";',
    'let nan = NaN;',
    '',
  ]);
});

test('long values are split over several lines, and a special property name stays a property', () => {
  const names = Array.from({ length: 12 }, (_, i) => `clip-${i}`);
  const code = translatorFor('typescript', 'k')({ names, odd: JSON.parse('{"__proto__": 1}') }, choices([]));
  expect(code).toContain('let names = [\n  "clip-0",\n  "clip-1",\n');
  expect(code).toContain('let odd = { ["__proto__"]: 1 };');
});

test('Python parameters are written as papermill writes them', () => {
  const python = translatorFor('Python', 'python3');
  const values = {
    a: true,
    b: null,
    c: 'é"\n😀',
    d: [1, 2.5, { x: false }],
    e: Number.NEGATIVE_INFINITY,
    f: 1e-7,
    g: 10n,
  };
  expect(python(values, choices([]))).toBe(
    [
      '# Parameters',
      'a = True',
      'b = None',
      'c = "\\xe9\\"\\n\\U0001f600"',
      'd = [1, 2.5, {"x": False}]',
      "e = float('-inf')",
      'f = 1e-07',
      'g = 10',
      '',
    ].join('\n'),
  );
});

test('an invalid name, a value that is not data, and an unsupported language are named errors', () => {
  const typescript = translatorFor('typescript', 'k');
  expect(() => typescript({ 'a b': 1 }, choices([]))).toThrow(
    expect.objectContaining({ code: 'notebook/bad-parameter' }),
  );
  expect(() => typescript({ a: new Date() }, choices([]))).toThrow(
    expect.objectContaining({ code: 'notebook/bad-parameter' }),
  );
  expect(() => translatorFor('julia', 'julia-1.9')).toThrow(
    expect.objectContaining({ code: 'notebook/no-translator' }),
  );
});

test.each<[string, string, unknown, unknown]>([
  ['string', '5', 5, '5'],
  ['string', 'True', true, 'True'],
  ['number', '5', 5, 5],
  ['boolean', 'true', 'true', true],
  ['boolean', 'True', true, true],
  ['boolean', '1', 1, 1],
  ['number | null', 'null', 'null', null],
  ['string | null', 'None', null, null],
  ['number | string', '5', 5, 5],
  ['bigint', '5', 5, 5n],
  ['"1" | "2"', '1', 1, '1'],
  ['1 | 2', '1', 1, 1],
  ['string[]', '[a]', '[a]', '[a]'],
])('for a %s the string %s, which papermill converts to %j, is converted as declared', (type, word, guess, value) => {
  expect(coerceToDeclared({ p: guess }, { p: word }, choices([declared('p', type)]))).toEqual({ p: value });
});

test('a value that was not a command-line string, or is not declared, is unchanged', () => {
  expect(coerceToDeclared({ p: 5, q: 5 }, { q: '5' }, choices([declared('p', 'string')]))).toEqual({ p: 5, q: 5 });
});

const members = [
  { key: 'ACC', value: 'acc', code: 'Arm.ACC' },
  { key: 'ADC', value: 'adc', code: 'Arm.ADC' },
  { key: 'Slow', value: '1', code: 'Mode.Slow' },
];

test.each<[unknown, string]>([
  ['adc', 'adc'],
  ['adc', 'ADC'],
  ['adc', 'Arm.ADC'],
  [null, 'None'],
  ['aac', 'aac'],
])('a parameter of an enum is %j for the string %s', (value, word) => {
  const arm = declared('arm', 'Arm', { allowed: ['acc', 'adc', null] });
  const given = coerceToDeclared({ arm: word === 'None' ? null : word }, { arm: word }, choices([arm], members));
  expect(given).toEqual({ arm: value });
  const mode = declared('mode', 'Mode', { allowed: [0, 1] });
  expect(coerceToDeclared({ mode: 'Slow' }, { mode: 'Slow' }, choices([mode], members))).toEqual({ mode: 1 });
});

test('strings are written as members of enums where the types require it, null as undefined', () => {
  const writing = { members: new Map(members.map(({ value, code }) => [value, code])), null: 'undefined' } as const;
  const code = translatorFor('typescript', 'k')(
    { arm: 'adc', arms: ['acc', null, 'x'], plain: 'adc' },
    {
      ...choices([declared('arm', 'Arm', { keyword: 'const' }), declared('arms', 'Other[]')], members),
      writing: { arm: writing, arms: writing },
    },
  );
  expect(code).toBe(
    '// Parameters\nconst arm: Arm = Arm.ADC;\nlet arms = [Arm.ACC, undefined, "x"];\nlet plain = "adc";\n',
  );
});

test.each(['let', 'class', 'await', 'arguments', '__proto__', 'a-b', '1a', 'a b', '', 'a.b'])(
  '%j is not the name of a TypeScript parameter',
  (name) => {
    const given = Object.fromEntries([[name, 1]]);
    for (const language of ['typescript', 'javascript'])
      expect(() => translatorFor(language, 'k')(given, choices([]))).toThrow(`"${name}"`);
  },
);

test('names of a language are those of its own words', () => {
  const python = translatorFor('python', 'k');
  expect(() => python({ lambda: 1 }, choices([]))).toThrow('python reserves it');
  expect(() => python({ $a: 1 }, choices([]))).toThrow('not a valid parameter name');
  expect(python({ let: 1, é: 2 }, choices([]))).toContain('let = 1\n');
  expect(translatorFor('typescript', 'k')({ lambda: 1, of: 2, é: 3, a$: 4 }, choices([]))).toContain('let of = 2;');
});
