import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crossCheckJars } from '../../../src/captioning/cross-check/index.js';
import type { ScoredItem } from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';
import { goldens, records } from '../goldens.js';
import { referenceJars } from '../installed.js';

const folder = referenceJars ?? '';
const java = spawnSync('java', ['-version']).status === 0;
const want = java && folder ? '' : ' (skipped, missing: Java or the jars of "acc metrics install meteor")';
const signal = new AbortController().signal;

test.skipIf(want || !goldens)(
  `METEOR's jar gives the golden scores of every item and of the corpus${want}`,
  async () => {
    const all = records<Golden>('meteor.jsonl');
    const items = all.slice(0, -1);
    const meteor = { corpus: all.at(-1)!.score, items: items.map(({ score }) => score) };
    const given = items.map(({ candidate, references }, i) => ({ id: String(i), candidate, references }));
    const { differences, tokens } = await crossCheckJars(given, { folder, ours: { meteor }, signal });
    expect(tokens).toBeUndefined();
    expect(differences).toEqual([expect.objectContaining({ metric: 'meteor', corpus: 0, largest: 0, agrees: true })]);
  },
);

test.skipIf(want)(
  `raw captions pass through the tokenizer's jar; where a neighbour changes a token, that is shown${want}`,
  async () => {
    const raw: ScoredItem[] = [
      { id: 'a', candidate: "A dog's bark — (loud).", references: ['It ends with I.', 'Then a dog barks', ''] },
      { id: 'b', candidate: '', references: ['Rain, wind', 'Rain'] },
    ];
    const tokens: ScoredItem[] = [
      { id: 'a', candidate: "a dog 's bark -lrb- loud -rrb-", references: ['it ends with i.', 'then a dog barks', ''] },
      { id: 'b', candidate: '', references: ['rain wind', 'rain'] },
    ];
    const check = await crossCheckJars(raw, { folder, tokens, ours: {}, signal });
    expect(check).toMatchObject({
      tokens: { captions: 7, different: 1, example: { ours: 'it ends with i.', theirs: 'it ends with i' } },
      notCompared: { meteor: 'missing on our side' },
    });
  },
);

test('a folder without the jars, a foreign jar and a missing Java are named errors', async () => {
  const empty = temporaryFolder();
  const items = [{ id: 'a', candidate: 'a', references: ['a'] }];
  const options = { folder: empty, tokens: items, ours: {}, signal };
  await expect(crossCheckJars(items, options)).rejects.toMatchObject({ code: 'core/file-missing' });
  mkdirSync(join(empty, 'tokenizer'));
  writeFileSync(join(empty, 'tokenizer', 'stanford-corenlp-3.4.1.jar'), 'another');
  await expect(crossCheckJars(items, options)).rejects.toMatchObject({ code: 'captioning/jar-differs' });
});

test.skipIf(want)(`without Java there is a named error${want}`, async () => {
  const items = [{ id: 'a', candidate: 'a', references: ['a'] }];
  const options = { folder, java: '/nowhere/java', tokens: items, ours: {}, signal };
  await expect(crossCheckJars(items, options)).rejects.toMatchObject({ code: 'captioning/no-java' });
});

interface Golden {
  candidate: string;
  references: string[];
  score: number;
}
