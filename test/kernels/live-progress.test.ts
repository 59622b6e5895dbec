import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel(() => join(kitRoot(), 'notebooks'));

test('a cell shows the trainings of the run that it starts, in outputs that are updated in place', async () => {
  const { reply, published } = await shared.kernel.run(`
import { liveProgress } from '../src/experiment';
const listener = liveProgress(display)();
const points = [1, 5].map((step) => ({ step, loss: 2 / step, learningRate: 1e-4 }));
const arm = { name: 'arm ACC' } as never;
listener(arm, 'running', { done: 5, total: 100, note: 'loss 0.400', training: { points, secondsPerStep: 1 } });
listener(arm, 'done');`);
  expect(reply.status).toBe('ok');
  const shown = published.filter(({ content }) => 'data' in content);
  const ids = shown.map(({ content }) => (content.transient as { display_id: string }).display_id);
  expect(shown.map(({ header }) => header.msg_type)).toEqual([
    ...['display_data', 'display_data', 'update_display_data', 'update_display_data'],
  ]);
  expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  const data = shown.map(({ content }) => content.data as Record<string, string>);
  expect(data[0]!['text/plain']).toContain('▸ arm ACC 5 %, loss 0.400');
  expect(data[1]).toHaveProperty(['application/vnd.plotly.v1+json']);
  expect(Object.keys(data[3]!)).toEqual(expect.arrayContaining(['application/vnd.plotly.v1+json', 'image/png']));
  expect(data[3]!['text/plain']).toContain('step 5 of 100, loss 0.400, 1 min 35 s left');
});
