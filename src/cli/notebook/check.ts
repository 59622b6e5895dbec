import { join, relative } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, kitRoot } from '../../core/index.js';
import type { Skipped } from '../../notebook/check/index.js';
import type { CommandContext } from '../context.js';
import { allValues, jsonOption, nonNegativeNumber, positiveNumber } from '../options.js';
import { envHelp } from './env-help.js';
import { allNameValues } from './name-value.js';

/** Milliseconds before progress is shown. */
const quietMilliseconds = 2_000;

/** `acc notebook check`: findings about notebooks, exit status 1 if one of them is an error. */
export function registerCheck(notebook: CommandUnknownOpts, context: CommandContext): void {
  notebook
    .command('check')
    .description(
      'find type errors, common mistakes and out-of-order execution; with --compare also outputs that differ from a fresh run',
    )
    .argument('[files...]', "notebooks, or folders of them (default: the kit's chapters)")
    .option('--compare', 'run each notebook afresh and compare its saved outputs with the new ones')
    .option('--rtol <number>', 'with --compare: relative tolerance of numbers (default: 1e-6)', nonNegativeNumber)
    .option('--atol <number>', 'with --compare: absolute tolerance of numbers (default: 1e-9)', nonNegativeNumber)
    .option('--sanitise <file>', 'with --compare: YAML list of { pattern, replace } for text that differs in every run')
    .option('-p, --parameters <name value>', 'with --compare: value of a parameter', allNameValues)
    .option('--env <name=value>', `with --compare: ${envHelp} (default: as the notebook records)`, allValues)
    .option('--timeout <seconds>', 'with --compare: maximum time per cell', positiveNumber, 600)
    .option('--rules', 'list all rules with their reasons')
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (paths, { rules, json, compare, timeout, ...comparing }) => {
      if (rules) return listRules(context, json);
      if (!compare) assertUnused(comparing);
      const { signal, log, print } = context;
      const [{ checkNotebooks, formatFinding, readSanitisers }, { environmentOf, notebookFiles, readParameters }] =
        await Promise.all([import('../../notebook/check/index.js'), import('../../notebook/index.js')]);
      const { rtol, atol, sanitise, parameters, env } = comparing;
      const given = paths.length > 0 ? paths : [join(kitRoot(), 'notebooks')];
      const comparison = compare && {
        rtol,
        atol,
        sanitisers: sanitise ? await readSanitisers(sanitise) : [],
        parameters: await readParameters({ values: parameters }),
        environment: environmentOf(env),
        timeoutSeconds: timeout,
      };
      const files = (await notebookFiles(given)).map((file) => relative(process.cwd(), file) || file);
      const started = performance.now();
      const skipped: Skipped[] = [];
      const findings = await checkNotebooks(files, {
        compare: comparison,
        signal,
        onSkipped: (one) => skipped.push(one),
        onProgress: ({ what, done, total }) => {
          if (performance.now() - started < quietMilliseconds) return;
          log(`${what === 'types' ? 'type-checked' : 'run and compared'}: ${done} of ${total}`);
        },
      });
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      const checked = files.length - skipped.length;
      if (errors > 0 || checked === 0) process.exitCode = 1; // nothing checked is not a success
      if (json) return print(JSON.stringify({ files, skipped, findings }));
      for (const finding of findings) print(`${formatFinding(finding)}\n`);
      for (const { file, reason } of skipped) print(`skipped ${file}: it is ${reason}`);
      const warnings = findings.length - errors;
      print(`${count(checked, 'notebook')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`);
    });
}

const helpText = `
To silence a finding, write a comment "// acc-allow: CODE" into its cell, give the cell the tag "acc-allow:CODE", or put
"acc": {"allow": [CODE]} into the metadata of the notebook. The metadata also accepts "acc": {"sanitise": [...]}: patterns, or the
names "durations" and "hex". Cells tagged no-compare (or nbval-ignore-output) are run but not compared.

Examples:
  acc notebook check
  acc notebook check mine.ipynb --compare --rtol 1e-3`;

async function listRules({ print }: CommandContext, json: boolean | undefined): Promise<void> {
  const { rules } = await import('../../notebook/check/index.js');
  const facts = rules.map(({ code, severity, what, why }) => ({ code, severity, what, why }));
  if (json) print(JSON.stringify(facts));
  else for (const { code, severity, what, why } of facts) print(`${code} (${severity}): ${what}\n  ${why}`);
}

function assertUnused(options: Readonly<Record<string, unknown>>): void {
  const [used] = Object.keys(options).filter((name) => options[name] !== undefined);
  if (used) throw new AccError('cli/bad-option', { message: `--${used} needs --compare` });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
