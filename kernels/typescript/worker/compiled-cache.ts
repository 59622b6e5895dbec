import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Compile = (text: string, file: string) => string;

/** Caches compiled sources by content hash: TypeScript takes about 20 ms per file, and the kit has many. */
export function cachedCompile(compile: Compile, folder: string, version: string): Compile {
  return (text, file) => {
    const name = createHash('sha256').update(`${version}\n${file}\n${text}`).digest('hex');
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
