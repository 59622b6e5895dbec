import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { growingLines } from '../../src/trainer/growing-lines.js';
import { checkVersions } from '../../src/trainer/index.js';
import { rewindLog, trainingLog } from '../../src/trainer/training-log.js';
import { temporaryFolder } from '../temporary.js';

const line = (step: number, loss: string = '2.5'): string =>
  `{"loss": ${loss}, "grad_norm": 0.5, "learning_rate": 1e-4, "global_step/max_steps": "${step}/20"}`;

test('an incomplete line and the summary that swift writes even after a crash are not steps; NaN and Infinity are read', async () => {
  const file = join(temporaryFolder(), 'logging.jsonl');
  const lines = [line(5), line(10, 'NaN'), '{"last_model_checkpoint": "x", "global_step": 20}', line(15, '-Infinity')];
  await writeFile(file, [...lines, '{"loss": 1.5, "gl'].join('\n'));
  const read = trainingLog(file);
  const steps = await read();
  expect(steps.map(({ step, loss }) => [step, loss])).toEqual([
    [5, 2.5],
    [10, Number.NaN],
    [15, -Infinity],
  ]);
  expect(steps[0]).toEqual({ step: 5, steps: 20, loss: 2.5, learningRate: 1e-4, gradientNorm: 0.5, line: lines[0] });
  await appendFile(file, 'obal_step/max_steps": "20/20"}\n');
  expect((await read()).at(-1)).toMatchObject({ step: 20, loss: 1.5, gradientNorm: undefined });
});

test('a step that a resumed training logs again counts once', async () => {
  const file = join(temporaryFolder(), 'logging.jsonl');
  await writeFile(file, `${[line(5), line(10, '2'), line(10, '1'), line(5, '3')].join('\n')}\n`);
  expect((await trainingLog(file)()).map(({ step, loss }) => [step, loss])).toEqual([
    [5, 3],
    [10, 1],
  ]);
});

test('a training goes on with the log as it was at its checkpoint', async () => {
  const file = join(temporaryFolder(), 'logging.jsonl');
  await writeFile(file, `${[line(5), line(10), line(15, 'NaN')].join('\n')}\n{"loss`);
  await rewindLog(file, 10);
  expect(await readFile(file, 'utf8')).toBe(`${line(5)}\n${line(10)}\n`);
});

test('a missing log has no steps', async () => {
  expect(await trainingLog(join(temporaryFolder(), 'logging.jsonl'))()).toEqual([]);
});

test('lines longer than a chunk and characters at its border are whole; a line that never ends is left out', async () => {
  const file = join(temporaryFolder(), 'lines');
  const long = 'ä'.repeat(700_000);
  await writeFile(file, `${long}\n${'x'.repeat(17 * 2 ** 20)}`);
  const next = growingLines(file);
  const read = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const one of next()) found.push(one);
    return found;
  };
  expect((await read())[0]).toBe(long);
  await appendFile(file, '\nend\n');
  expect((await read()).at(-1)).toBe('end');
});

const versions = { python: '3.11.7', swift: '4.6.0', torch: '2.6.0', peft: '0.20.0', numpy: '2.4.6', cuda: null };

test.each(['4.45.0', '4.48.3'])('transformers %s is accepted', (transformers) => {
  expect(() => checkVersions({ ...versions, transformers })).not.toThrow();
});

test.each(['4.44.2', '4.49.0', '4.57.6', '5.17.0', ''])(
  'transformers "%s" is rejected: swift would only warn and generate wrong answers',
  (transformers) => {
    expect(() => checkVersions({ ...versions, transformers })).toThrow(
      expect.objectContaining({ code: 'trainer/wrong-transformers' }),
    );
  },
);

test('ms-swift 3 is rejected: its flags differ', () => {
  expect(() => checkVersions({ ...versions, swift: '3.12.6', transformers: '4.48.3' })).toThrow(
    expect.objectContaining({ code: 'trainer/wrong-swift' }),
  );
});
