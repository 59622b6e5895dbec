import { expect, test } from 'vitest';
import { compareOutputs } from '../../../src/notebook/check/compare-outputs.js';
import { sanitiser, sanitisersOf } from '../../../src/notebook/check/sanitise.js';
import type { DisplayOutput, MimeBundle, Output } from '../../../src/notebook/index.js';

const comparison = { rtol: 1e-6, atol: 0, sanitise: sanitiser([]) };
const shown = (data: MimeBundle): DisplayOutput => ({ output_type: 'display_data', data, metadata: {} });
const text = (words: string, name: 'stdout' | 'stderr' = 'stdout'): Output => ({
  output_type: 'stream',
  name,
  text: words,
});
const codes = (saved: Output[], fresh: Output[]): string[] =>
  compareOutputs(saved, fresh, comparison).map(({ code, message }) => `${code}: ${message}`);

test('text is compared per stream as a whole, independent of chunks', () => {
  expect(codes([text('a'), text('e', 'stderr'), text('b\n')], [text('ab\n'), text('e', 'stderr')])).toEqual([]);
  expect(codes([text('a')], [text('b'), text('e', 'stderr')])).toEqual([
    'changed-output: stdout differs',
    'additional-output: output on stderr is new',
  ]);
});

test('counts and metadata are ignored', () => {
  const data = { 'text/plain': '1' };
  expect(
    codes(
      [{ output_type: 'execute_result', execution_count: 3, data, metadata: { a: 1 } }],
      [{ output_type: 'execute_result', execution_count: 9, data, metadata: {} }],
    ),
  ).toEqual([]);
});

test('missing and additional outputs and MIME types are reported', () => {
  const [one, two] = [shown({ 'text/plain': '1' }), shown({ 'text/plain': '2', 'text/html': '<b>2</b>' })];
  expect(codes([one, two], [one])).toEqual(['missing-output: output 2 is missing']);
  expect(codes([one], [one, two])).toEqual(['additional-output: output 2 is new']);
  expect(codes([two], [shown({ 'text/plain': '2', 'image/png': 'AA==' })])).toEqual([
    'missing-output: output 1 (text/html) is missing',
    'additional-output: output 1 (image/png) is new',
  ]);
});

test('bitmaps must have the same bytes, SVGs the same text except for numbers', () => {
  expect(codes([shown({ 'image/png': 'AAAA\nAAAA\n' })], [shown({ 'image/png': 'AAAAAAAA' })])).toEqual([]);
  expect(codes([shown({ 'image/png': 'AAAA' })], [shown({ 'image/png': 'AAAB' })])).toHaveLength(1);
  const svg = (x: number): DisplayOutput => shown({ 'image/svg+xml': `<svg><path d="M${x},2"/></svg>` });
  expect(codes([svg(1)], [svg(1.0000001)])).toEqual([]);
  expect(codes([svg(1)], [svg(1.1)])).toHaveLength(1);
});

test('errors are compared by name and message', () => {
  const error = (evalue: string, traceback: string[]): Output => ({
    output_type: 'error',
    ename: 'Error',
    evalue,
    traceback,
  });
  expect(codes([error('no', ['In[1]'])], [error('no', ['In[2]'])])).toEqual([]);
  expect(codes([error('no', [])], [error('yes', [])])).toHaveLength(1);
  expect(codes([error('no', [])], [shown({ 'text/plain': '1' })])).toEqual(['changed-output: output 1 differs']);
});

test('times are always sanitised, durations on request', () => {
  const [saved, fresh] = ['2026-01-01T10:00:00.000Z took 3.1 s', '2027-02-03T11:22:33.444Z took 4 s'];
  expect(compareOutputs([text(saved)], [text(fresh)], comparison)).toHaveLength(1);
  const sanitise = sanitiser(sanitisersOf(['durations'], 'f'));
  expect(compareOutputs([text(saved)], [text(fresh)], { ...comparison, sanitise })).toEqual([]);
});

test.each([[{}], ['durations'], [['nosuch']], [[{ replace: 'x' }]], [[{ pattern: '(' }]], [[null]]])(
  'the patterns %j are rejected',
  (value) => {
    expect(() => sanitisersOf(value, 'f')).toThrow(expect.objectContaining({ code: 'notebook/bad-sanitiser' }));
  },
);
