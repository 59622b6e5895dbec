import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { chosenRows, rowChoice } from '../../src/experiment/arm-rows.js';
import { experimentStages, loadExperiment } from '../../src/experiment/index.js';
import { planStages, type Stage } from '../../src/stage/index.js';
import type { TargetRow } from '../../src/targets/index.js';
import { temporaryFolder } from '../temporary.js';

/** Six pairs of each of 20 base clips. */
const rows: TargetRow[] = Array.from({ length: 20 }, (_, base) =>
  (['add', 'add', 'delete', 'delete', 'replace', 'replace'] as const).map((operation, k) => ({
    ...{ label: `${base}:${k}`, base: `x${base}`, operation, messages: [], audios: [] },
  })),
).flat();

const bases = (chosen: readonly TargetRow[]): string[] => [...new Set(chosen.map(({ base }) => base))];

test('without a choice an arm trains on all rows in their order', () => {
  expect(chosenRows(rows, rowChoice('ADC', {}, 42))).toEqual(rows);
});

test('operations keep only their pairs, and rows without a pair', () => {
  const chosen = chosenRows(rows, rowChoice('ADC', { operations: ['add', 'replace'] }, 42));
  expect(chosen).toHaveLength(80);
  expect(chosen.some(({ operation }) => operation === 'delete')).toBe(false);
  const captions: TargetRow[] = [{ label: 'x0', base: 'x0', messages: [], audios: [] }];
  expect(chosenRows(captions, rowChoice('AC', { operations: ['add'] }, 42))).toEqual(captions);
});

test('a fraction keeps whole base clips, exactly that many, and a smaller one is a part of a larger one', () => {
  const [quarter, half] = [0.25, 0.5].map((fraction) => chosenRows(rows, rowChoice('ADC', { fraction }, 42)));
  expect([quarter!.length, half!.length]).toEqual([30, 60]);
  expect([bases(quarter!).length, bases(half!).length]).toEqual([5, 10]);
  expect(bases(half!)).toEqual(expect.arrayContaining(bases(quarter!)));
  expect(bases(chosenRows(rows, rowChoice('ACC', { fraction: 0.25 }, 42)))).toEqual(bases(quarter!));
  expect(bases(chosenRows(rows, rowChoice('ADC', { fraction: 0.25 }, 43)))).not.toEqual(bases(quarter!));
});

test('a weight uses rows several times, or only a part of them', () => {
  const weighed = (ADC: number): TargetRow[] => chosenRows(rows, rowChoice('ADC', { weights: { ADC } }, 42));
  expect(weighed(2)).toEqual([...rows, ...rows]);
  expect(weighed(0.5)).toHaveLength(60);
  expect(weighed(1.25)).toEqual([...rows, ...weighed(0.25)]);
  expect(chosenRows(rows, rowChoice('ACC', { weights: { ADC: 2 } }, 42))).toEqual(rows);
});

async function stages(arms: string): Promise<Record<string, Stage>> {
  const file = join(temporaryFolder(), 'mine.yaml');
  await writeAtomic(file, `version: 1\nname: mine\ntitle: Mine\nextends: tiny\narms:\n  ${arms}\n`);
  const { results } = await experimentStages(await loadExperiment(file), { planning: true });
  return Object.fromEntries(planStages([results]).map((stage) => [stage.name, stage]));
}

test('an arm with an alignment of its own has targets of its own, and the others keep theirs', async () => {
  const found = await stages('A: { tasks: [ACC] }\n  B: { tasks: [ACC], data: { acc: provenance } }');
  expect(found['arm A']!.inputs['targets ACC']!.name).toBe('targets ACC');
  expect(found['arm B']!.inputs['targets ACC']!.name).toBe('targets ACC (provenance)');
});

test.each([
  ['A: { tasks: [AC], data: { operations: [add] } }', 'no task of the arm is about pairs'],
  ['A: { tasks: [AC], data: { weights: { ADC: 2 } } }', 'the arm is not trained on ADC'],
  ['A: { tasks: [ADC], data: { acc: provenance } }', 'no task of the arm aligns captions'],
  ['A: { tasks: [ADC], data: { fraction: 0 } }', 'must be greater than 0'],
])('%s is an error with its place', async (arms, message) => {
  await expect(stages(arms)).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: expect.stringContaining(message),
    line: 6,
  });
});
