import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInstalled, mavenFolder, metricsFolder, referenceFolder } from '../install/index.js';

/**
 * A cache folder in aac-metrics' layout, with hard links to the files that `acc metrics install` installed. Symbolic links
 * do not work: Java looks for SPICE's libraries beside the link's target.
 * @returns undefined if nothing is installed
 */
export async function referenceCache(): Promise<string | undefined> {
  if (!(await isInstalled('meteor'))) return undefined;
  const cache = join(metricsFolder(), 'aac-metrics-cache');
  const reference = referenceFolder();
  const files = new Map([
    ['stanford_nlp/stanford-corenlp-3.4.1.jar', join(reference, 'tokenizer', 'stanford-corenlp-3.4.1.jar')],
    ['meteor/meteor-1.5.jar', join(reference, 'meteor', 'meteor-1.5.jar')],
    ['meteor/data/paraphrase-en.gz', join(reference, 'meteor', 'data', 'paraphrase-en.gz')],
  ]);
  if (await isInstalled('spice')) {
    const lib = join(reference, 'spice', 'lib');
    files.set('spice/spice-1.0.jar', join(reference, 'spice', 'spice-1.0.jar'));
    for (const name of await readdir(lib)) files.set(`spice/lib/${name}`, join(lib, name));
    for (const name of await readdir(mavenFolder()))
      if (name.startsWith('stanford-corenlp')) files.set(`spice/lib/${name}`, join(mavenFolder(), name));
  }
  for (const [name, source] of files) await place(source, join(cache, 'aac-metrics', name));
  return cache;
}

async function place(source: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  await link(source, target).catch(async () => {
    await rm(target, { force: true });
    await copyFile(source, target); // a file system without hard links
  });
}
