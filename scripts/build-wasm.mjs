import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/**
 * Compiles the AssemblyScript of src/audio and writes it to src as text. With --check nothing is written: the exit status is 1 if
 * the text is outdated. The compiler is downloaded by npx, as it is only needed here.
 */
const source = join(root, 'src/audio/wasm/assembly/index.ts');
const target = join(root, 'src/audio/wasm/module.ts');
const folder = mkdtempSync(join(tmpdir(), 'acc-wasm-'));
try {
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
  const compiled = join(folder, 'module.wasm');
  const npx = ['--yes', '--package', 'assemblyscript@0.28.20', 'asc', source, '--outFile', compiled, ...flags];
  execFileSync('npx', npx, { stdio: ['ignore', 'inherit', 'inherit'] });
  const text = `/** Made by \`npm run build:wasm\` from assembly/: WebAssembly in base64. */\nexport const wasmModule: string =\n  '${readFileSync(compiled).toString('base64')}';\n`;
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('src/audio/wasm/module.ts is outdated: run npm run build:wasm');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
