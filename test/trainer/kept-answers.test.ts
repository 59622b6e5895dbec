import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAnswers } from '../../src/trainer/kept-answers.js';
import { temporaryFolder } from '../temporary.js';

const line = (label: string, response: string): string => `${JSON.stringify({ label, response })}\n`;
const one = { id: '1', answer: 'rain' };
const two = { id: '2', answer: 'a dog' };

test('complete answers of every attempt are kept, and the result file is emptied', async () => {
  const logs = temporaryFolder();
  const results = join(logs, 'answers.jsonl');
  expect(await keepAnswers(logs, results, 1)).toEqual([]);
  await writeFile(results, `${line('1', 'rain')}{"label": "2", "resp`);
  expect(await keepAnswers(logs, results, 1)).toEqual([one]);
  expect(await readFile(results, 'utf8')).toBe('');
  await writeFile(results, line('2', 'a dog'));
  expect(await keepAnswers(logs, results, 1)).toEqual([one, two]);
});

test('a kill between keeping the answers and emptying the result file doubles none', async () => {
  const logs = temporaryFolder();
  const results = join(logs, 'answers.jsonl');
  await writeFile(results, line('1', 'rain') + line('2', 'a dog'));
  await copyFile(results, `${results}.before`);
  await keepAnswers(logs, results, 1);
  await copyFile(`${results}.before`, results);
  expect(await keepAnswers(logs, results, 1)).toEqual([one, two]);
});

test('another answer to a row that has one is kept, so that it is an error', async () => {
  const logs = temporaryFolder();
  const results = join(logs, 'answers.jsonl');
  await writeFile(results, line('1', 'rain'));
  await keepAnswers(logs, results, 1);
  await writeFile(results, line('1', 'wind'));
  expect(await keepAnswers(logs, results, 1)).toEqual([one, { id: '1', answer: 'wind' }]);
});

test('only whole batches are kept, so that the rows that are left form the same batches', async () => {
  const logs = temporaryFolder();
  const results = join(logs, 'answers.jsonl');
  await writeFile(results, line('1', 'rain') + line('2', 'a dog') + line('3', 'wind'));
  expect(await keepAnswers(logs, results, 2)).toEqual([one, two]);
  expect(await keepAnswers(logs, results, 2)).toEqual([one, two]);
});
