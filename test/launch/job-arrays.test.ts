import { expect, test } from 'vitest';
import { type JobArray, jobArrays } from '../../src/launch/slurm/job-arrays.js';
import { type Stage, stageKey } from '../../src/stage/index.js';

function stage(name: string, kind: string, inputs: Stage[] = [], more: Partial<Stage> = {}): Stage {
  return {
    name,
    kind,
    version: 1,
    parameters: name,
    inputs: Object.fromEntries(inputs.map((input) => [input.name, input])),
    cores: 1,
    work: { speed: kind, unit: 'stages' },
    run: async () => {},
    ...more,
  };
}

/** base → arms of two seeds → answers → scores → results, with the model before fine-tuning beside the arms. */
function plan(more: Partial<Stage> = {}): Stage[] {
  const base = stage('base', 'base', [], { gpus: 1 });
  const questions = stage('questions', 'questions');
  const answersOf = (name: string, inputs: Stage[]): Stage =>
    stage(`answers of ${name}`, 'answers', [questions, base, ...inputs], { gpus: 1, ...more });
  const scoresOf = (answers: Stage): Stage => stage(`scores, ${answers.name}`, 'scores', [questions, answers]);
  const arms = ['AC', 'ACC'].map((name) => stage(`arm ${name}`, 'arm', [base], { gpus: 1, cores: 2 }));
  const answers = [answersOf('Ori', []), ...arms.map((arm) => answersOf(arm.name, [arm]))];
  const scores = answers.map(scoresOf);
  return [base, questions, ...arms, ...answers, ...scores, stage('results', 'results', scores)];
}

/** 'arm[arm AC, arm ACC] after base:0' */
function texts(arrays: readonly JobArray[]): string[] {
  const at = (array: JobArray): string => `${array.name}#${arrays.indexOf(array)}`;
  return arrays.map(({ name, tasks, needs }) => {
    const names = tasks.map(({ stage: { name: own }, part }) => (part ? `${own} ${part.index}/${part.of}` : own));
    const after = needs.map((need) => {
      if ('job' in need) return `job ${need.job}`;
      return need.type === 'aftercorr' ? `each of ${at(need.array)}` : `${at(need.array)} ${need.indices}`;
    });
    return `${name}: ${names.join(', ')}${after.length > 0 ? ` after ${after.join('; ')}` : ''}`;
  });
}

test('all arms are one array, and the answers of each wait for that arm alone', () => {
  expect(texts(jobArrays(plan(), new Map(), 1))).toEqual([
    'base: base',
    'questions: questions',
    'arm: arm AC, arm ACC after base#0 0',
    'answers: answers of Ori after questions#1 0; base#0 0',
    'answers: answers of arm AC, answers of arm ACC after questions#1 0; base#0 0; each of arm#2',
    'scores: scores, answers of Ori after questions#1 0; answers#3 0',
    'scores: scores, answers of arm AC, scores, answers of arm ACC after questions#1 0; each of answers#4',
    'results: results after scores#5 0; scores#6 0,1',
  ]);
});

test('an array is in the list after every array that it needs', () => {
  const arrays = jobArrays(plan({ part: async () => {} }), new Map(), 3);
  for (const [at, { needs }] of arrays.entries())
    for (const need of needs) if ('array' in need) expect(arrays.indexOf(need.array)).toBeLessThan(at);
});

test('a stage whose input is queued by another submission waits for that job; finished inputs are waited for by none', () => {
  const [base, questions, ...others] = plan();
  const arrays = jobArrays(others, new Map([[stageKey(base!), '7_0']]), 1);
  expect(texts(arrays).slice(0, 2)).toEqual([
    'arm: arm AC, arm ACC after job 7_0',
    'answers: answers of Ori after job 7_0',
  ]);
  expect(questions!.name).toBe('questions');
});

test('the parts of answers are jobs of their own, and what puts them together needs no GPU', () => {
  const arrays = jobArrays(plan({ part: async () => {} }), new Map(), 2);
  const [parts, merged] = arrays.filter(({ tasks }) => tasks[0]!.stage.name === 'answers of arm AC');
  expect(texts(arrays)).toContain(
    'answers-part: answers of arm AC 1/2, answers of arm AC 2/2 after questions#1 0; base#0 0; arm#2 0',
  );
  expect(parts).toMatchObject({ name: 'answers-part', gpus: 1 });
  expect(merged).toMatchObject({ name: 'answers', gpus: 0 });
  expect(
    texts(arrays)
      .filter((text) => text.startsWith('answers: '))
      .join(),
  ).toContain('after answers-part');
});

test('an array asks for the cores of its largest stage', () => {
  const byName = new Map(jobArrays(plan(), new Map(), 1).map((array) => [array.name, array]));
  expect(byName.get('arm')).toMatchObject({ cores: 2, gpus: 1 });
  expect(byName.get('questions')).toMatchObject({ cores: 1, gpus: 0 });
});
