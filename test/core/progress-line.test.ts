import { afterEach, expect, test, vi } from 'vitest';
import { progressLine } from '../../src/core/index.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('in a notebook each line replaces the one before, and none is left', () => {
  const seen: string[] = [];
  vi.stubGlobal('clearOutput', (wait = false) => seen.push(wait ? 'replaced by' : 'cleared'));
  vi.spyOn(console, 'log').mockImplementation((text) => seen.push(text));
  const line = progressLine('mixing');
  line.show({ done: 0, total: 9, note: 'clips' });
  line.show({ done: 1, total: 9, note: 'clips' }); // too soon after the first
  line.end();
  line.end();
  expect(seen).toEqual(['replaced by', 'mixing: 0 of 9 clips', 'cleared']);
});

test('elsewhere nothing is shown, and work that was not needed leaves no trace', () => {
  const print = vi.spyOn(console, 'log').mockReturnValue();
  const line = progressLine('mixing');
  line.show({ done: 0, total: 9 });
  line.end();
  expect(print).not.toHaveBeenCalled();
});
