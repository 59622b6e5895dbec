import { fstatSync } from 'node:fs';
import { AccError } from '../../core/index.js';

/** The notebook and where the executed notebook is written; - is standard input or output. */
export interface Paths {
  input: string;
  output: string;
}

/**
 * As papermill: a pipe replaces a path that is left out, and with one path and a notebook piped in, that path is the output.
 * @throws AccError cli/missing-argument, notebook/bad-path
 */
export function runPaths(input: string | undefined, output: string | undefined, helpNotebook = false): Paths {
  const isPiped = !helpNotebook && isPipe(0);
  if (isPiped && input !== undefined && output === undefined) return localPaths({ input: '-', output: input });
  if (input === undefined && !isPiped)
    throw new AccError('cli/missing-argument', {
      message: 'missing argument IN',
      hint: 'write acc notebook run IN OUT',
    });
  if (output === undefined && !isPiped && process.stdout.isTTY && !helpNotebook)
    throw new AccError('cli/missing-argument', {
      message: 'missing argument OUT',
      hint: `write acc notebook run ${input} OUT (- for standard output, ${input} again to run in place)`,
    });
  return localPaths({ input: input ?? '-', output: output ?? '-' });
}

function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFIFO();
  } catch {
    return false; // closed
  }
}

function localPaths(paths: Paths): Paths {
  for (const path of [paths.input, paths.output])
    if (/^[a-z][\w+.-]*:\/\//i.test(path))
      throw new AccError('notebook/bad-path', {
        message: `${path} is a remote path; the kit runs local files only`,
        hint: 'fetch it first, or use - and a pipe',
      });
  return paths;
}
