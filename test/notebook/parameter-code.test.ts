import { expect, test } from 'vitest';
import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import { coerceToDeclared } from '../../src/notebook/coerce-parameters.js';
import { translatorFor } from '../../src/notebook/parameter-code.js';

const declared = (name: string, type: string, more: Partial<DeclaredParameter> = {}): DeclaredParameter => ({
  ...{ name, type, annotation: undefined, keyword: 'let', default: '', help: '', line: 1, column: 1 },
  ...more,
});

test('TypeScript parameters keep the keyword and the type of their declaration', () => {
  const typescript = translatorFor('typescript', 'k');
  const code = typescript(
    { epochs: 3, arm: 'ACC', opts: { 'a b': [1, null], c: -0 }, big: 5, mine: 1, other: 'x\n"', nan: Number.NaN },
    [
      declared('epochs', 'number', { keyword: 'const' }),
      declared('arm', '"ACC" | "ADC"', { annotation: "'ACC' | 'ADC'" }),
      declared('opts', 'Options', { annotation: 'Options' }),
      declared('big', 'bigint'),
      declared('mine', 'Local'),
    ],
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
  const code = translatorFor('typescript', 'k')({ names, odd: JSON.parse('{"__proto__": 1}') }, []);
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
  expect(python(values, [])).toBe(
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
  expect(() => typescript({ 'a b': 1 }, [])).toThrow(expect.objectContaining({ code: 'notebook/bad-parameter' }));
  expect(() => typescript({ a: new Date() }, [])).toThrow(expect.objectContaining({ code: 'notebook/bad-parameter' }));
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
  expect(coerceToDeclared({ p: guess }, { p: word }, [declared('p', type)])).toEqual({ p: value });
});

test('a value that was not a command-line string, or is not declared, is unchanged', () => {
  expect(coerceToDeclared({ p: 5, q: 5 }, { q: '5' }, [declared('p', 'string')])).toEqual({ p: 5, q: 5 });
});
