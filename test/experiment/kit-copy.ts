import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { kitRoot } from '../../src/core/index.js';

/** What a plan reads of the kit. */
const read = ['data-manifests', 'src/experiment/profiles', 'notebooks/ablations', 'environment.yml', 'package.json'];

/** An edit of one file of the kit: the first occurrence of a text is replaced. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** Does something in a copy of the kit in which one file is edited. The copy is there until the test ends. */
export async function inEditedKit<T>(edit: Edit | undefined, work: () => Promise<T>): Promise<T> {
  const root = kitRoot();
  const copy = mkdtempSync(join(tmpdir(), 'acc-kit-copy-'));
  const before = process.env.ACC_ROOT;
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const path of read) cpSync(join(root, path), join(copy, path), { recursive: true });
  if (edit) {
    const file = join(copy, edit.file);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(edit.from)) throw new Error(`${edit.file} does not contain "${edit.from}"`);
    writeFileSync(
      file,
      text.replace(edit.from, () => edit.to),
    );
  }
  process.env.ACC_ROOT = copy;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.ACC_ROOT;
    else process.env.ACC_ROOT = before;
  }
}
