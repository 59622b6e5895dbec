import { text } from 'node:stream/consumers';
import { AccError } from '../../core/index.js';
import { cleanFile, cleanText, notebookFiles } from '../../notebook/index.js';
import type { CommandContext } from '../main.js';

/** `acc notebook clean`: notebooks without what a run has left. */
export async function cleanNotebooks(
  { print, say }: CommandContext,
  paths: string[],
  { check = false }: { check?: boolean },
): Promise<void> {
  if (paths.includes('-')) {
    if (paths.length > 1)
      throw new AccError('cli/bad-option', { message: '- stands for standard input and cannot be given with files' });
    const given = await text(process.stdin);
    const cleaned = cleanText(given, 'standard input');
    if (!check) return print(cleaned.slice(0, -1));
    if (cleaned !== given) process.exitCode = 1;
    return;
  }
  const files = await notebookFiles(paths);
  let changed = 0;
  for (const file of files) {
    if (!(await cleanFile(file, { write: !check }))) continue;
    changed++;
    print(check ? `${file} is not clean` : `cleaned ${file}`);
  }
  say(`${changed} of ${files.length} ${check ? 'would be changed' : 'changed'}`);
  if (check && changed > 0) process.exitCode = 1;
}
