import { expect, test } from 'vitest';
import type { TrainingProgress } from '../../src/core/index.js';
import { liveProgress } from '../../src/experiment/index.js';
import { liveTrainingFigure, renderSvg } from '../../src/figures/index.js';
import type { Stage } from '../../src/stage/index.js';

const arm = { name: 'arm ACC' } as Stage;
const points = [1, 5, 10].map((step) => ({ step, loss: 2 / step, learningRate: 1e-4 * step }));
const training: TrainingProgress = { points, secondsPerStep: 2, memory: 17.9 };

test('a run is shown in place: lines of stages, and a figure of the trainings with speed, memory and the time left', () => {
  const shown: { value: Record<string, never>; id: string; update: boolean; raw: boolean }[] = [];
  const listener = liveProgress((value, options) => shown.push({ value: value as never, ...options }))();
  listener({ name: 'world' } as Stage, 'reused');
  listener(arm, 'running', { done: 10, total: 100, note: 'loss 0.200, lr 1.0e-3, 0.50 it/s, 17.9 GiB', training });
  listener(arm, 'done');
  const [lines, , figure] = shown;
  expect(lines).toMatchObject({ update: false, raw: true, value: { 'text/plain': '1 stage done' } });
  expect(shown.at(-2)).toMatchObject({ id: lines!.id, update: true, value: { 'text/plain': '2 stages done' } });
  expect(shown.at(-1)).toMatchObject({
    raw: false,
    value: { layout: { meta: { caption: expect.stringContaining('step 10 of 100') } } },
  });
  expect(JSON.stringify(shown.at(-1))).toContain('0.50 it/s, 17.9 GiB, 3 min 00 s left');
  expect(figure).toBeDefined();
});

test('loss and learning rate of every training are drawn, and how each stands', async () => {
  const state = 'loss 0.200, lr 1.0e-3, 0.50 it/s, 17.9 GiB, 3 min 00 s left';
  const figure = liveTrainingFigure(['arm AC', 'arm ACC'].map((name) => ({ name, points, steps: 100, state })));
  const svg = await renderSvg(figure);
  for (const text of ['arm AC: step 10 of 100', 'learning rate', 'optimizer step', '17.9 GiB'])
    expect(svg).toContain(text);
});
