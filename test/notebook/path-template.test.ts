import { expect, test } from 'vitest';
import { fillPath, pathValues } from '../../src/notebook/index.js';

const values = {
  epochs: 7,
  lr: 0.001,
  name: 'ACC',
  on: true,
  none: null,
  list: { key: 'k', deep: { er: 3 } },
  neg: -4,
};

test.each([
  ['out.ipynb', 'out.ipynb'],
  ['{name}-{epochs}.ipynb', 'ACC-7.ipynb'],
  ['{epochs:03d}', '007'],
  ['{neg:05d}', '-0004'],
  ['{epochs:+d}', '+7'],
  ['{lr}', '0.001'],
  ['{lr:.1e}', '1.0e-03'],
  ['{lr:.2f}', '0.00'],
  ['{lr:.0%}', '0%'],
  ['{epochs:x}', '7'],
  ['{name:>5}|{name:*^7}|{name:.2}', '  ACC|**ACC**|AC'],
  ['{epochs:>3}|{epochs:<3}|', '  7|7  |'],
  ['{on} {none}', 'True None'],
  ['{list[key]} {list.key} {list[deep][er]}', 'k k 3'],
  ['{{literal}}', '{literal}'],
])("the path %s is formatted like Python's str.format", (path, filled) => {
  expect(fillPath(path, values)).toBe(filled);
});

test.each([
  ['{nope}', 'notebook/missing-parameter', "Missing parameter 'nope'"],
  ['{list[nope]}', 'notebook/missing-parameter', "Missing parameter 'nope'"],
  ['{}', 'notebook/bad-path', 'invalid path {}: "{}" does not name a parameter'],
  ['{0}', 'notebook/bad-path', 'invalid path {0}: "{0}" does not name a parameter'],
  ['a{', 'notebook/bad-path', 'invalid path a{: a single "{"; write "{{" for the literal character'],
  ['{name:d}', 'notebook/bad-path', 'invalid path {name:d}: the format ":d" is not supported'],
])('the path %s is a named error', (path, code, message) => {
  expect(() => fillPath(path, values)).toThrow(expect.objectContaining({ code, message }));
});

test("papermill's built-in values: one id per run, and its time in Python's formats", () => {
  const own = pathValues({}, new Date('2024-03-05T06:07:08.090Z'));
  const id = fillPath('{pm[run_uuid]}', own);
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/);
  expect(fillPath('{pm[run_uuid]}', own)).toBe(id);
  expect(fillPath('{pm[current_datetime_utc]:%Y%m%d-%H%M%S-%j-%%}', own)).toBe('20240305-060708-065-%');
  expect(fillPath('{pm[current_datetime_utc]}', own)).toBe('2024-03-05 06:07:08.090000+00:00');
  expect(fillPath('{pm}', { ...own, pm: 'mine' })).toBe('mine');
});
