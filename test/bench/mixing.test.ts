import { expect, test } from 'vitest';
import { sharedWordsFinder } from '../../src/editing/plan/words.js';

const load = (file: string) => import(new URL(`mixing/${file}`, import.meta.url).href);
const { audioCapsRows, eventRows } = await load('vocabulary.mjs');
const { baseWav, eventWav } = await load('synthesis.mjs');

test('the same seed gives the same bytes, another seed others', () => {
  const format = { rate: 16_000, channels: 1 };
  expect(baseWav(1, format).equals(baseWav(1, format))).toBe(true);
  expect(baseWav(1, format).equals(baseWav(2, format))).toBe(false);
  expect(baseWav(1, format)).toHaveLength(44 + 2 * 160_000);
});

test('an event has a whole number of frames at both rates', () => {
  expect(eventWav(1, 1.23, { rate: 16_000, channels: 1 })).toHaveLength(44 + 2 * 19_680);
  expect(eventWav(1, 1.23, { rate: 44_100, channels: 2 })).toHaveLength(44 + 4 * 54_243);
});

test('100 types of 8 categories, 400 events, and no caption that names one', () => {
  const events: { category: string; type: string; description: string }[] = eventRows(4);
  expect(events).toHaveLength(400);
  expect(new Set(events.map(({ type }) => type)).size).toBe(100);
  expect(new Set(events.map(({ category }) => category)).size).toBe(8);
  const captions = audioCapsRows(300).map(({ caption }: { caption: string }) => caption);
  expect(new Set(captions).size).toBeGreaterThan(290);
  expect(events.flatMap((event) => sharedWordsFinder()(captions.join(' '), { ...event, id: '', file: '' }))).toEqual(
    [],
  );
});
