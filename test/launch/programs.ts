import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary.js';

/** Programs with the names, the output formats and the errors of Slurm 22.05. */
export interface Programs {
  /** what squeue prints */
  queue(lines: readonly string[]): void;
  /** arguments of every call so far: 'sbatch --parsable FILE' */
  calls(): string[];
}

/**
 * Puts them first on PATH until the test ends. sbatch gives the ids 1, 2, …; squeue prints the queue; sacct has no accounting.
 * @param replaced bodies of shell scripts in place of those
 */
export function slurmPrograms(replaced: Readonly<Record<string, string>> = {}): Programs {
  const folder = temporaryFolder();
  const [queue, log] = [join(folder, 'queue'), join(folder, 'calls')];
  const bodies = {
    sbatch: `n=$(($(cat ${folder}/id 2>/dev/null || echo 0) + 1)); echo $n > ${folder}/id; echo $n`,
    squeue: `cat ${queue}`,
    scancel: '',
    scontrol: '',
    sacct: 'echo "Slurm accounting storage is disabled" >&2; exit 1',
    ...replaced,
  };
  mkdirSync(join(folder, 'bin'));
  writeFileSync(queue, '');
  for (const [name, body] of Object.entries(bodies)) {
    const file = join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${log}\n${body}\n`);
    chmodSync(file, 0o755);
  }
  pathUntilEnd(`${join(folder, 'bin')}:${process.env.PATH}`);
  return {
    queue: (lines) => writeFileSync(queue, lines.map((line) => `${line}\n`).join('')),
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

/** PATH until the test ends: the next one runs in the same process. */
export function pathUntilEnd(path: string): void {
  const before = process.env.PATH;
  process.env.PATH = path;
  onTestFinished(() => {
    process.env.PATH = before;
  });
}

/** What a program of Slurm says where its controller does not answer. */
export const down = 'echo "slurm_load_jobs error: Unable to contact slurm controller (connect failure)" >&2; exit 1';
