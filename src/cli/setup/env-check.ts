import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { SelfTest } from '../../experiment/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

/** `acc env check`: the self-test of the Python environment. */
export function registerCheck(env: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  env
    .command('check')
    .description('ask a tiny model 16 questions on the CPU, and compare its answers with the recorded ones')
    .option(...jsonOption)
    .addHelpText('after', checkHelp)
    .action(async ({ json }) => {
      const [{ selfTest }, { requireEnvironment }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../trainer/index.js'),
      ]);
      const environment = await requireEnvironment();
      log(`16 questions for the Python at ${environment.python}: half a minute, longer the first time`);
      const found = await selfTest({ environment, signal, progress: logProgress(log, 'answering'), warn: log });
      print(json ? JSON.stringify(found) : selfTestText(found));
    });
}

function selfTestText({ answers, otherVersions }: SelfTest): string {
  const equal = `${answers.length} of ${answers.length} answers are as recorded`;
  const others = otherVersions.map(
    ({ package: name, installed = 'not installed', recorded }) =>
      `  ${name} ${installed} gives the same answers as ${recorded}`,
  );
  return [equal, ...others].join('\n');
}

const checkHelp = `
Some versions of Python packages answer wrongly without an error: of transformers all from 4.49 on, which are refused. This test notices others.
The model is trained on synthetic sounds and is part of the kit; the clips are synthesised. The answers go through swift, as those of a run.

Exit status 1: an answer differs (each is shown with the recorded one, and with the packages of other versions), or swift fails.`;
