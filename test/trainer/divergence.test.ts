import { expect, test } from 'vitest';
import { diverged, divergence } from '../../src/trainer/divergence.js';
import type { LoggedStep } from '../../src/trainer/training-log.js';

const logged = (losses: number[], gradientNorms: (number | undefined)[] = []): LoggedStep[] =>
  losses.map((loss, index) => {
    const step = 5 * (index + 1);
    const unlogged = { secondsPerStep: undefined, memory: undefined, line: '' };
    return { step, steps: 100, loss, learningRate: 1e-4, gradientNorm: gradientNorms[index], ...unlogged };
  });

test('the first loss that is not finite is named with its step', () => {
  const found = divergence(logged([2, 1.5, Number.NaN, Number.NaN]), false);
  expect(found).toEqual({ message: 'the loss is NaN at step 15 of 100', lastGood: 10 });
  expect(divergence(logged([Infinity]), false)).toEqual({
    message: 'the loss is Infinity at step 5 of 100',
    lastGood: 0,
  });
});

test('a loss of 0 with gradients that are not a number is one too: transformers hides the loss; with fp16 such steps are skipped', () => {
  const steps = logged([2, 0], [0.5, Number.NaN]);
  expect(divergence(steps, false)?.message).toBe('the norm of the gradients is NaN at step 10 of 100');
  expect(divergence(steps, true)).toBeUndefined();
});

test('losses that all come to three times the first ones are a divergence; one high loss, or a training that learns nothing, is none', () => {
  const start = [2.1, 1.9, 2, 1.8, 2.2];
  expect(divergence(logged([...start, 1.5, 7, 8, 9, 9.5, 12]), false)).toEqual({
    message: 'the loss grows: 12.000 at step 55 of 100, at most 2.200 in the first steps',
    lastGood: 30,
  });
  expect(divergence(logged([...start, 1.5, 30, 1.4, 1.4, 1.3, 1.3]), false)).toBeUndefined();
  expect(divergence(logged([...start, 2.4, 2.3, 2.6, 2.2, 2.5]), false)).toBeUndefined();
  expect(divergence(logged([0.001, 9, 9, 9]), false)).toBeUndefined();
  expect(divergence(logged([...Array(5).fill(0.01), ...Array(5).fill(0.2)]), false)).toBeUndefined();
});

test('the remedy is half the learning rate, as --set takes it', () => {
  const found = divergence(logged([Number.NaN]), false)!;
  const settings = { values: { learning_rate: 1e-4 }, path: (flag: string) => `arms.ACC.swift.${flag}` };
  expect(diverged(found, 'logging.jsonl', settings)).toMatchObject({
    code: 'trainer/diverged',
    message: 'training was stopped: the loss is NaN at step 5 of 100',
    file: 'logging.jsonl',
    hint: expect.stringContaining('--set arms.ACC.swift.learning_rate=0.00005'),
  });
});
