import { expect, test } from 'vitest';
import { planTriple } from '../../../src/corpus/synthetic/plan-triple.js';
import type { TripleRow } from '../../../src/corpus/synthetic/recipe.js';

const some = Array.from({ length: 20 }, (_, index) => index);

function plan(index: number, ...rows: TripleRow[]): { turns: string[][]; audios: string[]; files: string[] }[] {
  const planned = planTriple(3, index, rows);
  return planned.rows.map(({ messages, audios }) => ({
    turns: messages.flatMap(({ content }, k) => (k % 2 ? [[messages[k - 1]!.content, content]] : [])),
    audios: audios.map((file) => /-(xa|xb|x)\.wav$/.exec(file)![1]!),
    files: planned.clips.map(({ file }) => file),
  }));
}

test.each(some)('triple %i: only x+a has a, both have the event of x', (index) => {
  const [row, mix] = plan(
    index,
    { audios: 'x and x+a', ask: ['only', 'both'], inOrder: true },
    { audios: 'x+a', ask: ['two events'] },
  );
  const [[question, added], [, shared]] = row!.turns as [[string, string], [string, string]];
  expect(question).toContain(row!.audios[0] === 'xa' ? 'first' : 'second');
  expect(mix!.turns[0]![1]!.split(', ').sort()).toEqual([added, shared].sort());
});

test.each(some)('triple %i: x+a and x+b each have one exclusive event, asked for by position', (index) => {
  const [row] = plan(index, { audios: 'x+a and x+b', ask: ['only', 'list'], inOrder: true });
  const [first, second, list] = row!.turns.map(([, answer]) => answer!);
  expect(row!.turns.map(([question]) => /first|second|each/.exec(question!)![0])).toEqual(['first', 'second', 'each']);
  const [left, right] = list!.split(', then ');
  expect(left).toContain(first);
  expect(left).not.toContain(second);
  expect(right).toContain(second);
});

test.each(some)('triple %i: x has nothing that x+a lacks, and is asked about all the same', (index) => {
  const [row] = plan(index, { audios: 'x and x+a', ask: ['only or nothing'], inOrder: true });
  const answers = row!.turns.map(([, answer]) => answer!);
  expect(row!.turns.map(([question]) => /first|second/.exec(question!)![0])).toEqual(['first', 'second']);
  expect(answers[row!.audios.indexOf('x')]).toBe('nothing');
  expect(answers[row!.audios.indexOf('xa')]).not.toBe('nothing');
});

test('audios are in either order, and unused clips are not rendered', () => {
  const rows = some.flatMap((index) => plan(index, { audios: 'x and x+a', ask: ['only'] }));
  expect(new Set(rows.map(({ audios }) => audios.join()))).toEqual(new Set(['x,xa', 'xa,x']));
  expect(rows.every(({ files }) => files.length === 2)).toBe(true);
});

test('turns are in random order unless the recipe fixes their order', () => {
  const firsts = (inOrder: boolean): number =>
    new Set(
      some.map((index) => plan(index, { audios: 'x+a', ask: ['two events', 'background'], inOrder })[0]!.turns[0]![0]),
    ).size;
  expect([firsts(true), firsts(false)]).toEqual([1, 2]);
});
