import { join, relative } from 'node:path';
import { AccError, kitRoot } from '../../core/index.js';
import { type CompareOptions, checkNotebooks, formatFinding, readSanitisers, rules } from '../../notebook/check/index.js';
import { notebookFiles, readParameters } from '../../notebook/index.js';
import type { CommandContext } from '../main.js';
import { pairOf } from './name-values.js';

interface Options {
  compare?: boolean;
  rtol?: string;
  atol?: string;
  sanitise?: string;
  parameters?: string[];
  timeout: number;
  rules?: boolean;
  json?: boolean;
}

const quietMilliseconds = 2000;

/** `acc notebook check`: findings about notebooks, exit status 1 if one of them is an error. */
export async function checkFiles(context: CommandContext, paths: string[], options: Options): Promise<void> {
  const { signal, say, print } = context;
  if (options.rules) return listRules(context, options);
  const given = paths.length > 0 ? paths : [join(kitRoot(), 'notebooks')];
  const compare = await compareOptions(options);
  const files = (await notebookFiles(given)).map((file) => relative(process.cwd(), file) || file);
  const started = performance.now();
  const findings = await checkNotebooks(files, {
    compare,
    signal,
    onProgress: ({ what, done, total }) => {
      if (performance.now() - started < quietMilliseconds) return;
      say(`${what === 'types' ? 'type-checked' : 'run and compared'}: ${done} of ${total}`);
    },
  });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = 1;
  if (options.json) return print(JSON.stringify({ files, findings }));
  for (const finding of findings) print(`${formatFinding(finding)}\n`);
  print(`${count(files.length, 'notebook')}: ${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`);
}

async function compareOptions({ compare, ...options }: Options): Promise<CompareOptions | undefined> {
  if (!compare) {
    const alone = (['rtol', 'atol', 'sanitise', 'parameters'] as const).find((name) => options[name] !== undefined);
    if (alone) throw new AccError('cli/bad-option', { message: `--${alone} is of use only with --compare` });
    return undefined;
  }
  return {
    rtol: tolerance('rtol', options.rtol),
    atol: tolerance('atol', options.atol),
    sanitisers: options.sanitise ? await readSanitisers(options.sanitise) : [],
    parameters: await readParameters({ values: options.parameters?.map(pairOf) }),
    timeoutSeconds: options.timeout,
  };
}

function tolerance(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new AccError('cli/bad-option', {
    message: `--${name} ${text} is no tolerance`,
    hint: 'write a number from 0 on',
  });
}

function listRules({ print }: CommandContext, { json }: Options): void {
  const facts = rules.map(({ code, severity, what, why }) => ({ code, severity, what, why }));
  if (json) print(JSON.stringify(facts));
  else for (const { code, severity, what, why } of facts) print(`${code} (${severity}): ${what}\n  ${why}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
