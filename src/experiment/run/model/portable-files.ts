import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson, readText, writeAtomic } from '../../../core/index.js';

/** The members with the place that transformers or peft loaded a model from, and the files that have them. A vocabulary may contain anything. */
const originMembers: readonly string[] = ['_name_or_path', 'base_model_name_or_path', 'name_or_path'];
const originFiles = /config\.json$/;

/** Puts the name of the base model in place of the folder of this machine that files of a model name. */
export async function makePortable(folder: string, baseName: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!originFiles.test(name)) continue;
    const file = join(folder, name);
    const text = await readText(file);
    const content = parseJson(text, file, 'trainer/model-damaged');
    const portable = JSON.stringify(content, (member, value) => (isOrigin(member, value) ? baseName : value), 2);
    if (portable !== JSON.stringify(content, null, 2)) await writeAtomic(file, `${portable}\n`);
  }
}

function isOrigin(member: string, value: unknown): boolean {
  return originMembers.includes(member) && typeof value === 'string' && value !== '';
}
