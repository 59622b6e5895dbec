import { expect, test } from 'vitest';
import { type Json, type Stage, type StageRecord, stageDifference, stageKey } from '../../src/stage/index.js';

function stage(name: string, parameters: Json, inputs: Record<string, Stage> = {}, version: number = 1): Stage {
  const work = { speed: 'testing', unit: 'things' };
  return { name, kind: 'test', version, parameters, inputs, cores: 1, work, run: async () => {} };
}

function recordOf({ name, version, parameters, inputs }: Stage): StageRecord {
  const keys = Object.fromEntries(Object.entries(inputs).map(([input, of]) => [input, stageKey(of)]));
  const facts = { outputs: [], started: '', seconds: 1, host: {}, notes: {} };
  return { key: '', name, kind: 'test', version, parameters, inputs: keys, ...facts };
}

const editing = stage('editing pairs', { seed: 1 });
const before = stage(
  'questions',
  { task: { vocal: { prompt: 'a', labels: ['x'] } }, prompt: { ADC: 'b' } },
  { editing },
);

test.each<[string, Stage, string[]]>([
  ['nothing', before, []],
  [
    'a field of a task',
    stage('questions', { task: { vocal: { prompt: 'z', labels: ['x'] } }, prompt: { ADC: 'b' } }, { editing }),
    ['prompt of task vocal changed'],
  ],
  [
    'a prompt',
    stage('questions', { task: { vocal: { prompt: 'a', labels: ['x'] } }, prompt: { ADC: 'z' } }, { editing }),
    ['prompt ADC changed'],
  ],
  [
    'an input',
    stage('questions', before.parameters, { editing: stage('editing pairs', { seed: 2 }) }),
    ['input editing pairs changed'],
  ],
  ['the version', stage('questions', before.parameters, { editing }, 2), ['version of the stage changed']],
  ['an input that is gone', stage('questions', before.parameters), ['input editing dropped']],
])('what changed is named: %s', (_, now, reasons) => {
  expect(stageDifference(now, recordOf(before))).toEqual(reasons);
});

test('a stage without a record was never run', () => {
  expect(stageDifference(before, undefined)).toEqual(['never run']);
});
