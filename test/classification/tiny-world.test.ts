import { expect, test } from 'vitest';
import { readTask } from '../../src/catalogue/index.js';
import { taskLabels, taskNames, taskPrompt } from '../../src/corpus/index.js';

test.each(taskNames)('task %s has the question and labels of the tiny world', async (name) => {
  const { prompt, labels } = await readTask(name);
  expect(prompt).toBe(taskPrompt(name));
  expect(labels).toEqual(taskLabels(name));
});
