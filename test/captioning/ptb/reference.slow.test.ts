import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tokenizeCaptions } from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';
import { records, smallGoldens } from '../goldens.js';
import { referenceJars } from '../installed.js';
import { randomTexts } from './random-texts.js';

const java = spawnSync('java', ['-version']).status === 0;
const want = java && referenceJars ? '' : ' (skipped, missing: Java or the jars of "acc metrics install meteor")';

/** The lines that the reference writes for lines of text. */
function reference(texts: readonly string[]): string[] {
  const file = join(temporaryFolder(), 'texts.txt');
  writeFileSync(file, `${texts.join('\n')}\n`);
  const jar = join(referenceJars!, 'tokenizer', 'stanford-corenlp-3.4.1.jar');
  const tokenizer = ['-cp', jar, 'edu.stanford.nlp.process.PTBTokenizer', '-preserveLines', '-lowerCase'];
  const { stdout } = spawnSync('java', ['-Dfile.encoding=UTF-8', ...tokenizer, file], { maxBuffer: 2 ** 28 });
  return stdout
    .toString()
    .split('\n')
    .slice(0, texts.length)
    .map((line) => line.replace(/ $/, ''));
}

test.skipIf(want)(`45,000 random texts have the tokens of the jar${want}`, () => {
  const texts = randomTexts(2, 45_000);
  const [ours, theirs] = [tokenizeCaptions(texts, { filtered: false }), reference(texts)];
  const different = texts.flatMap((text, i) =>
    ours[i] === theirs[i] ? [] : [{ text, ours: ours[i], theirs: theirs[i] }],
  );
  expect(different).toEqual([]);
});

test.skipIf(want)(`the golden texts have the tokens of the jar${want}`, () => {
  const lines = records<{ raw: string; tok: string }>('ptb-random.jsonl', smallGoldens);
  expect(reference(lines.map(({ raw }) => raw))).toEqual(lines.map(({ tok }) => tok));
});
