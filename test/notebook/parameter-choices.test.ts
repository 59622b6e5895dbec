import { expect, test } from 'vitest';
import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import { choiceProbes, readChoices } from '../../src/notebook/parameter-choices.js';

const source = "enum Arm { ACC = 'acc' }\nlet arm: lib.Arm = lib.Arm.ACC; // if";

/** A template literal type, as TypeScript prints it. */
const template = '`string:$' + '{string}`';

const typed = (name: string, type: string): DeclaredParameter => ({
  ...{ name, type, annotation: undefined, keyword: 'let', default: '', help: '', line: 1, column: 1 },
});

test('each parameter and each other name of the cell has a probe; words of the language have none', () => {
  const probes = choiceProbes(source, ['arm']).split('\n');
  expect(probes.filter((line) => line.startsWith('let __acc_v'))).toHaveLength(1);
  const probed = probes.flatMap((line) => /in keyof typeof ([\w.]+)\]:/.exec(line)?.[1] ?? []);
  expect(probed).toEqual(['Arm', 'ACC', 'acc', 'lib', 'lib.Arm', 'lib.Arm.ACC']);
});

test('literals are read from the types of the probes, as are the members of enums', () => {
  const { declared, members } = readChoices(source, [
    typed('arm', 'Arm'),
    typed('__acc_v0', '"string:a \\"c" | "number:-1.5" | "bigint:3" | "null" | "undefined" | "true"'),
    typed('__acc_o0', `"ACC=a=c" | "x-y=1" | "0=no" | ${template}`),
  ]);
  expect(declared).toMatchObject([{ name: 'arm', allowed: ['a "c', -1.5, 3n, null, true] }]);
  expect(members).toEqual([
    { key: 'ACC', value: 'a=c', code: 'Arm.ACC' },
    { key: 'x-y', value: '1', code: 'Arm["x-y"]' },
  ]);
});

test.each([`${template} | "number:1"`, '"other"', '"string:a" | "other"', 'any', ''])(
  'a type with other values than literals, %s, allows any',
  (type) => {
    expect(readChoices('', [typed('a', 'x'), typed('__acc_v0', type)]).declared[0]).toHaveProperty(
      'allowed',
      undefined,
    );
  },
);
