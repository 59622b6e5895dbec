import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './prepare.mjs';

/**
 * Bundles the script of the playgrounds for the book. With --check nothing is written: the exit status is 1 if the bundle is outdated.
 * Modules of which the page needs nothing are left out, so none that reads files remains.
 */
const target = join(root, 'src/playground/page.bundle.js');
const bundle = await rolldown({
  input: join(root, 'src/playground/page.js'),
  platform: 'browser',
  external: /^[^./]/,
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  treeshake: { moduleSideEffects: false },
});
const { output } = await bundle.generate({ format: 'iife', minify: true });
const [{ code, imports }] = output;
if (output.length > 1 || imports.length > 0) throw new Error(`the page cannot load ${imports.join(', ')}`);
if (!process.argv.includes('--check')) writeFileSync(target, code);
else if (readFileSync(target, 'utf8') !== code) {
  console.error('src/playground/page.bundle.js is outdated: run npm run build:page');
  process.exitCode = 1;
}
