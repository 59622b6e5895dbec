import { expect, test } from 'vitest';
import type { BaseClip, EventClip } from '../../src/corpus/index.js';
import { type PresetName, planPreset, presets } from '../../src/editing/index.js';

const base = (k: number): BaseClip => ({
  id: `b${k}`,
  caption: `Rain ${k} falls`,
  references: [],
  file: '',
  split: 'train',
});
const event = (k: number): EventClip => {
  const type = `zorp${Math.floor(k / 4)}x`;
  return { id: `e${k}`, category: 'Animals', type, description: `quick ${type}`, file: '' };
};
const list = <T>(count: number, make: (k: number) => T): T[] => Array.from({ length: count }, (_, k) => make(k));
const events = list(400, event);

test.each(Object.keys(presets) as PresetName[])(
  '%s gives the 148,500 pairs of the paper, each type 495 times',
  (name) => {
    const { triples, closedForm, unfilled } = planPreset(name, { bases: list(24_750, base), events, seed: 1 });
    expect([closedForm.pairs, 6 * triples.length, unfilled]).toEqual([148_500, 148_500, 0]);
    expect(closedForm.text).toMatch(/= 148,500$/);
    const slots = new Map<string, number>();
    for (const { a, b } of triples) for (const { type } of [a, b]) slots.set(type, (slots.get(type) ?? 0) + 1);
    expect(new Set(slots.values())).toEqual(new Set([495]));
    expect(triples.every(({ a, b }) => a.type !== b.type)).toBe(true);
  },
);

test('a base clip whose caption names an event is skipped and reported, and the number of pairs stays', () => {
  const bases = [{ ...base(0), caption: 'A zorp0x calls' }, ...list(24_760, (k) => base(k + 1))];
  for (const name of Object.keys(presets) as PresetName[]) {
    const { triples, rejected, unfilled } = planPreset(name, { bases, events, seed: 1 });
    expect([triples.length, unfilled]).toEqual([24_750, 0]);
    expect(rejected.every(({ base: id, words }) => id === 'b0' && words.includes('zorp0x'))).toBe(true);
    expect(triples.some(({ base: { id }, a, b }) => id === 'b0' && [a.type, b.type].includes('zorp0x'))).toBe(false);
  }
});

test('with fewer base clips or types, the closed form is smaller and unfilled triples are reported', () => {
  const few = planPreset('disjoint-50x495', { bases: list(3, base), events: events.slice(0, 20), seed: 1 });
  expect(few.closedForm.text).toBe('6 · (5 / 2) · 3 = 6 · 2 · 3 = 36');
  expect(few.triples).toHaveLength(6);
  const named = planPreset('all-pairs-5', {
    bases: [{ ...base(0), caption: 'A zorp0x calls' }],
    events: events.slice(0, 8),
    seed: 1,
  });
  expect([named.triples.length, named.unfilled]).toEqual([0, 1]);
});

test('events of a single type are an error', () => {
  expect(() => planPreset('all-pairs-5', { bases: [base(0)], events: events.slice(0, 4), seed: 1 })).toThrow(
    expect.objectContaining({ code: 'corpus/too-few-types' }),
  );
});
