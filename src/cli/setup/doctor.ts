import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

const marks = { ok: '✓', warn: '!', fail: '✗' };

/** `acc doctor`: one line per check with its remedy; exit status 1 if a check fails that the main job needs. */
export function registerDoctor(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('doctor')
    .description(
      'check Node, Python, its self-test, GPU, processor, disk space, model caches, Java, ffmpeg and kernelspec: one line each, with a remedy',
    )
    .option(...jsonOption)
    .action(async ({ json }) => {
      const { checkMachine } = await import('./checks/index.js');
      const findings = await checkMachine();
      if (findings.some(({ state }) => state === 'fail')) process.exitCode = 1;
      if (json) return print(JSON.stringify(findings));
      const rows = findings.map(({ name, state, found, remedy }) => [
        `${marks[state]} ${name}`,
        remedy && state !== 'ok' ? `${found}: ${remedy}` : found,
      ]);
      print(columns(rows, ['left']).join('\n'));
    });
}
