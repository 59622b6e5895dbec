import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTask, readTask, readTasks } from '../../src/catalogue/index.js';
import { matchAnswer } from '../../src/classification/index.js';

const valid = `id: pets
version: 2
title: Pets
dataset: none
prompt: Cat or dog?
source: this test
labels: [cat, dog]
aliases:
  dog: [hound]
matcher: exact
notes: small
changes:
  - { version: 1, change: first version }
  - { version: 2, change: hound }
`;

test('the kit ships four tasks of its tiny world and the four of the paper', async () => {
  const labels = new Map((await readTasks()).map((task) => [task.id, task.labels.length]));
  const tiny = { emotion: 4, genre: 6, instrument: 8, vocal: 6 };
  const ofPaper = { gtzan: 10, iemocap: 4, nsynth: 11, vocalsound: 6 };
  for (const [id, count] of Object.entries({ ...tiny, ...ofPaper })) expect([id, labels.get(id)]).toEqual([id, count]);
});

test('every label and alias of every shipped task matches its label', async () => {
  for (const task of await readTasks())
    for (const label of task.labels)
      for (const name of [label, ...(task.aliases[label] ?? [])])
        expect(matchAnswer(task, `${name.toUpperCase()}.`), `${task.id}: ${name}`).toEqual({ label });
});

test('the questions of the tiny world name their labels in order', async () => {
  for (const id of ['vocal', 'emotion', 'instrument', 'genre']) {
    const { prompt, labels } = await readTask(id);
    expect(prompt).toMatch(new RegExp(`\\? Choose from: ${labels.join(', ')}\\.$`));
  }
});

test('a task is deeply frozen', () => {
  const task = parseTask(valid, 'pets.yaml');
  expect(() => (task.labels as string[]).push('cow')).toThrow(TypeError);
  expect(() => Object.assign(task.changes[0]!, { change: 'none' })).toThrow(TypeError);
});

test.each([
  ['an unknown matcher', 'matcher: exact', 'matcher: fuzzy', { line: 10, column: 1, message: /^matcher: / }],
  ['a missing prompt', 'prompt: Cat or dog?\n', '', { line: 1, column: 1, message: /^prompt: / }],
  ['an unknown key', 'notes: small', 'note: small', { line: 1, column: 1, message: /^notes: / }],
  ['an additional key', 'notes: small', 'notes: small\nseed: 1', { line: 12, column: 1, message: /seed/ }],
  [
    'an alias of an unknown label',
    '  dog: [hound]',
    '  cow: [ox]',
    { line: 9, column: 3, message: /not one of the labels/ },
  ],
  ['a duplicate label', '[cat, dog]', '[cat, Cat]', { line: 7, column: 15, message: /already a name of cat/ }],
  ['an alias of two labels', '[hound]', '[hound, cat]', { line: 9, column: 16, message: /already a name of cat/ }],
  [
    'a change log without the last version',
    'version: 2\n',
    'version: 3\n',
    { line: 14, column: 7, message: /have version 3/ },
  ],
])('%s is an error with its position', (_, before, after, { line, column, message }) => {
  expect(valid).toContain(before);
  const text = valid.replace(before, after);
  const facts = {
    code: 'catalogue/invalid',
    file: 'pets.yaml',
    line,
    column,
    source: text.split('\n')[line - 1],
  };
  expect(() => parseTask(text, 'pets.yaml')).toThrow(
    expect.objectContaining({ ...facts, message: expect.stringMatching(message) }),
  );
});

test('invalid YAML is an error with its position', () => {
  expect(() => parseTask(valid.replace('[cat, dog]', '[cat, dog'), 'pets.yaml')).toThrow(
    expect.objectContaining({ code: 'catalogue/invalid', file: 'pets.yaml', line: expect.any(Number) }),
  );
  expect(() => parseTask(`${valid}id: again\n`, 'pets.yaml')).toThrow(
    expect.objectContaining({ code: 'catalogue/invalid', line: 15, column: 1 }),
  );
});

test('an unknown task is an error that lists the known ones', async () => {
  await expect(readTask('vocals')).rejects.toMatchObject({
    code: 'catalogue/unknown-task',
    hint: expect.stringContaining('vocal, vocalsound'),
  });
});

test("a user's own folder is read in the same way, and a file must be named after its task", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acc-tasks-'));
  try {
    await writeFile(join(folder, 'pets.yaml'), valid);
    expect((await readTasks(folder)).map((task) => task.prompt)).toEqual(['Cat or dog?']);
    await writeFile(join(folder, 'other.yaml'), valid);
    await expect(readTask('other', folder)).rejects.toMatchObject({ code: 'catalogue/invalid' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
