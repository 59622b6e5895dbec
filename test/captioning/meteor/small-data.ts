import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { compileMeteorData, type MeteorData, openMeteorData } from '../../../src/captioning/index.js';

/** A jar and a table in METEOR's formats, with small word lists. */
export async function writeSmallFiles(folder: string): Promise<{ jar: string; paraphrases: string }> {
  const jar = join(folder, 'meteor-1.5.jar');
  const paraphrases = join(folder, 'paraphrase-en.gz');
  const entries = {
    'function/english.words': 'a\nis\nthe\n,\n',
    'nonbreaking/english.prefixes': '# titles\nMr\nB\n# numbers only\nNo #NUMERIC_ONLY#\n',
    'synonym/english.synsets': 'car\n01 02\nautomobile\n02 03\nengine\n10\nmotor\n10 11\nwolf\n20\nidle\n30\n',
    'synonym/english.exceptions': 'wolf\nwolves\n',
  };
  const bytes = Object.entries(entries).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  await writeFile(jar, zipSync(Object.fromEntries(bytes)));
  const table = [
    ['is speaking', 'speaks'],
    ['is speaking', 'talks'],
    ['in front of', 'before'],
  ];
  await writeFile(paraphrases, gzipSync(table.map((pair) => `0.5\n${pair.join('\n')}\n`).join('')));
  return { jar, paraphrases };
}

export async function smallData(folder: string, withParaphrases = true): Promise<MeteorData> {
  const { jar, paraphrases } = await writeSmallFiles(folder);
  const out = join(folder, 'meteor.index');
  await compileMeteorData({ jar, ...(withParaphrases && { paraphrases }), out });
  return openMeteorData(out);
}
