import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environmentOfFile } from '../../environment.js';
import { temporaryFolderOfFile } from '../../temporary.js';

/** Two cards as the driver 550 lists them, without header and units. */
export const twoCards = `0, GPU-5f3e0e6c-4a34-0d5b-7b3f-0a1c3f1e9d11, NVIDIA GeForce RTX 4090, 24564, 23028, 550.54.14
1, GPU-e2a1c9d0-8f7b-46aa-9d55-3b1c0f7a2e42, NVIDIA GeForce RTX 3090, 24576, 512, 550.54.14`;

/** A program named nvidia-smi, first on PATH until the tests of the file end. @returns sets what it prints, and its exit status */
export function nvidiaSmiOfFile(): (text: string, status?: number) => void {
  const folder = temporaryFolderOfFile();
  environmentOfFile('PATH', `${folder}${delimiter}${process.env.PATH}`);
  return (text, status = 0) => {
    const file = join(folder, 'nvidia-smi');
    writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit ${status}\n`);
    chmodSync(file, 0o755);
  };
}
