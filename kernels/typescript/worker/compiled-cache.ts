import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Compile } from './compile.js';
import { languageOptions } from './compiler-options.js';

/** Caches compiled sources by content and options: the kit has many, and the compiler keeps the memory that they need. */
export function cachedCompile(compile: Compile, folder: string, version: string): Compile {
  return (text, file) => {
    const name = createHash('sha256')
      .update([version, JSON.stringify(languageOptions(dirname(file))), file, text].join('\n'))
      .digest('hex');
    const cached = join(folder, `${name}.js`);
    if (existsSync(cached)) return readFileSync(cached, 'utf8');
    const code = compile(text, file);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${cached}.${process.pid}`, code);
      renameSync(`${cached}.${process.pid}`, cached);
    } catch {
      // an installation without write access works without a cache
    }
    return code;
  };
}
