import { expect, test } from 'vitest';
import { readTask } from '../../src/catalogue/index.js';
import { taskLabels, taskNames, taskPrompt } from '../../src/corpus/index.js';

test.each(taskNames)('task %s asks and names what the tiny world renders', async (name) => {
  const { prompt, labels } = await readTask(name);
  expect(prompt).toBe(taskPrompt(name));
  expect(labels).toEqual(taskLabels(name));
});
