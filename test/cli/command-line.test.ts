import { expect, test } from 'vitest';
import { formats, protocols } from '../../src/captioning/index.js';
import { installNames } from '../../src/captioning/install/index.js';
import { importParts } from '../../src/corpus/datasets/index.js';
import { splits } from '../../src/corpus/index.js';
import { instructionTemplates, presets } from '../../src/editing/index.js';
import { accModes } from '../../src/targets/index.js';
import { acc } from './acc.js';
import { inProcess } from './in-process.js';

test.each<[string[], string, string, string | undefined]>([
  [['nosuch'], 'cli/unknown-command', 'unknown command "nosuch"', '"acc --help" shows the usage'],
  [['data', 'biuld'], 'cli/unknown-command', 'unknown command "biuld"', 'did you mean build?'],
  [['plan', 'tiny', '--nosuch'], 'cli/unknown-option', 'unknown option --nosuch', '"acc plan --help" shows the usage'],
  [['plan', 'tiny', '--jsn'], 'cli/unknown-option', 'unknown option --jsn', 'did you mean --json?'],
  [['plan'], 'cli/missing-argument', 'missing argument EXPERIMENT', '"acc plan --help" shows the usage'],
  [
    ['plan', 'a', 'b'],
    'cli/too-many-arguments',
    'too many arguments: 1 expected, 2 given',
    '"acc plan --help" shows the usage',
  ],
  [
    ['data', 'import', 'gtzan'],
    'cli/missing-option',
    'missing option --out <folder>',
    '"acc data import --help" shows the usage',
  ],
  [
    ['kernel', 'install', '--name'],
    'cli/missing-value',
    'missing value of --name <name>',
    '"acc kernel install --help" shows the usage',
  ],
  [
    ['data', 'world', 'w', '--seed', '-3'],
    'cli/bad-option',
    'invalid value "-3" of --seed <number>',
    'must be a whole number of at least 0; "acc data world --help" shows the usage',
  ],
  [
    ['data', 'world', 'w', '--size', 'big'],
    'cli/bad-option',
    'invalid value "big" of --size <size>',
    'must be one of tiny, small, smoke; "acc data world --help" shows the usage',
  ],
  [
    ['metrics', 'install', 'blue'],
    'cli/bad-argument',
    'invalid value "blue" of NAMES',
    'must be one of meteor, spice, minilm, all; "acc metrics install --help" shows the usage',
  ],
  [
    ['kernel', 'install', '--prefix', 'p', '--sys-prefix'],
    'cli/conflicting-options',
    '--prefix <folder> cannot be used with --sys-prefix',
    '"acc kernel install --help" shows the usage',
  ],
  [
    ['notebook', 'run', 'a.ipynb', '-p', 'x'],
    'cli/missing-value',
    '-p needs a name and a value',
    'write -p NAME VALUE',
  ],
  [['notebook', 'check', '--rtol', '1'], 'cli/bad-option', '--rtol needs --compare', undefined],
])('acc %j is %s: %s', async (args, code, message, hint) => {
  await expect(inProcess(...args)).rejects.toMatchObject({ code, message, hint });
});

test.each<[string[], readonly string[]]>([
  [['data', 'build', '--preset', '?'], Object.keys(presets)],
  [['data', 'build', '--split', '?'], splits],
  [['data', 'build', '--style', '?'], Object.keys(instructionTemplates)],
  [['data', 'build', '--acc', '?'], accModes],
  [['metrics', 'score', 'x', '--protocol', '?'], protocols],
  [['metrics', 'score', 'x', '--format', '?'], formats],
  [
    ['metrics', 'install', '?'],
    [...installNames, 'all'],
  ],
])('acc %j offers what the library has', async (args, names) => {
  const { hint } = await inProcess(...args).catch((error) => error);
  const offered = /^must be one of (.*);/.exec(hint)?.[1]?.split(', ');
  expect(offered?.sort()).toEqual(names.toSorted());
});

test('acc data import --only offers every part', async () => {
  await expect(inProcess('data', 'import', 'x', '--only', '?')).rejects.toMatchObject({
    hint: expect.stringContaining(`must be parts separated by commas: ${importParts.join(', ')};`),
  });
});

test('a wrong command line is exit status 2, with the hint on the next line', async () => {
  const { exitCode, stdout, stderr } = await acc(['plan']);
  expect([exitCode, stdout, stderr]).toEqual([
    2,
    '',
    'acc: missing argument EXPERIMENT (cli/missing-argument)\n  "acc plan --help" shows the usage',
  ]);
});

test('with --json a wrong command line is one JSON object on standard output', async () => {
  const { exitCode, stdout, stderr } = await acc(['plan', '--json']);
  expect([exitCode, JSON.parse(stdout), stderr]).toEqual([
    2,
    {
      error: {
        code: 'cli/missing-argument',
        message: 'missing argument EXPERIMENT',
        hint: '"acc plan --help" shows the usage',
      },
    },
    '',
  ]);
});

test('a group without a command shows its commands', async () => {
  const { exitCode, stderr } = await acc(['kernel']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('  uninstall ');
  expect(stderr).toContain('acc: missing command (cli/missing-command)');
});
