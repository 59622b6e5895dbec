import { expect, test } from 'vitest';
import { inProcess } from '../in-process.js';

test('without a run the claims are judged on the printed tables', async () => {
  const { printed } = await inProcess('claims');
  expect(printed).toContain('judged on its own tables');
  expect(printed).toContain('acc-better-captions (Table 1; introduction, conclusion)');
  expect(printed).toMatch(/As printed: +fails \(36 of 40\)/);
  expect(printed).not.toContain('ACC above ADC');
});

test('one claim is shown with its comparisons, an unknown one is a named error with the ids', async () => {
  const { printed } = await inProcess('claims', '--claim', 'acc-above-adc-on-speech');
  expect(printed).toContain('IEMOCAP, Accuracy: ACC above ADC');
  expect(printed).toContain('z = 1.64 if unpaired, n = 1241');
  await expect(inProcess('claims', '--claim', 'none')).rejects.toMatchObject({
    code: 'results/unknown-claim',
    hint: expect.stringContaining('adc-worst'),
  });
});

test('--json gives every judgement with its comparisons', async () => {
  const { rows, columns } = JSON.parse((await inProcess('claims', '--no-recorded', '--json')).printed);
  expect(columns).toHaveLength(2);
  expect(rows).toHaveLength(32);
  expect(rows[0].judgements[0]).toMatchObject({ verdict: 'fails', agreeing: 36, comparable: 40, notComparable: 0 });
  expect(rows[0].judgements[0].comparisons[0]).toMatchObject({
    set: 'audiocaps',
    metric: 'bleu_1',
    difference: expect.any(Number),
  });
});
