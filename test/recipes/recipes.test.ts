import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { edited, readRecipes, textOf } from './recipes.js';

const recipes = readRecipes();

test('CONTRIBUTING.md has a recipe for everything that people add, with at most three files', () => {
  expect(recipes.map(({ title, files }) => [title, files])).toEqual([
    ['A metric', 3],
    ['A classification task', 1],
    ['A training task', 2],
    ['A dataset', 3],
    ['A figure', 2],
    ['A command', 2],
    ['An evaluation set', 1],
    ['An arm of the paper', 1],
    ['A claim', 1],
    ['An ablation', 1],
  ]);
});

test.each(recipes)('$title touches as many files as its heading says', ({ files, edits }) => {
  expect(new Set(edits.map(({ file }) => file)).size).toBe(files);
});

/** The files that the recipes touch, after all of them. */
function editedFiles(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const edit of recipes.flatMap(({ edits }) => edits))
    texts.set(edit.file, edited(edit, kitRoot(), texts.get(edit.file) ?? textOf(kitRoot(), edit.file)));
  return texts;
}

test('every block of the recipes has a place in the kit as it is', () => {
  const texts = editedFiles();
  expect(texts.size).toBe(recipes.reduce((sum, { files }) => sum + files, 0));
});

test('every name that a file of the recipes imports from the kit is exported there', () => {
  const texts = editedFiles();
  const missing = [...texts].flatMap(([file, text]) =>
    Array.from(text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)\.js'/gm), ([, names, path]) => {
      const source = join(dirname(file), `${path}.ts`);
      const exported = texts.get(source) ?? textOf(kitRoot(), source) ?? '';
      const unknown = names!.split(',').map((name) => name.trim().replace(/^type /, ''));
      return unknown.filter(
        (name) => name !== '' && !new RegExp(`^export .*\\b${name}\\b|^  (?:type )?${name},$`, 'm').test(exported),
      );
    }).flat(),
  );
  expect(missing).toEqual([]);
});
