import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Compile = (text: string, file: string) => string;

/** Remembers compiled sources by their content: TypeScript takes some 20 ms a file, and the kit has many. */
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
      // a kit that cannot be written to works without a cache
    }
    return code;
  };
}
