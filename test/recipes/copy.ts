import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { kitRoot } from '../../src/core/index.js';
import { edited, type Recipe, textOf } from './recipes.js';

/** A compiled copy of the kit that recipes were applied to. */
export interface Copy {
  folder: string;
  /** standard output of `acc` with these arguments; rejects where it fails */
  acc(...args: string[]): Promise<string>;
  /** the value of a module that ends in `export default …`; `kit` is the address of the compiled sources */
  value<T>(module: string): Promise<T>;
}

/** Copies the files of the kit that git does not ignore, applies the recipes and compiles. @param folder exists */
export async function copyWith(recipes: readonly Recipe[], folder: string): Promise<Copy> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: kitRoot(), encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files.filter((file) => existsSync(join(kitRoot(), file))))
    cpSync(join(kitRoot(), file), join(folder, file));
  symlinkSync(join(kitRoot(), 'node_modules'), join(folder, 'node_modules'));
  for (const edit of recipes.flatMap(({ edits }) => edits))
    write(folder, edit.file, edited(edit, folder, textOf(folder, edit.file)));
  const env = { ACC_ROOT: folder, ACC_STORE: join(folder, '.acc') };
  const node = async (...args: string[]): Promise<string> =>
    (await execa(process.execPath, args, { cwd: folder, env })).stdout;
  await node(join(folder, 'scripts', 'build.mjs'));
  return {
    folder,
    acc: (...args) => node(join(folder, 'bin', 'acc.mjs'), ...args),
    value: async (module) => {
      write(folder, 'value.mjs', module);
      write(folder, 'print.mjs', `import value from './value.mjs';\nprocess.stdout.write(JSON.stringify(value));\n`);
      return JSON.parse(await node(join(folder, 'print.mjs')));
    },
  };
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
