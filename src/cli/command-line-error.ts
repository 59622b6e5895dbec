import type { CommanderError } from '@commander-js/extra-typings';
import { AccError, type ErrorCode } from '../core/index.js';

/**
 * A wrong command line, in the kit's words. Commander gives option, argument and value inside its sentence only.
 * @param command the command that was meant, e.g. "acc data build"
 */
export function commandLineError(error: CommanderError, command: string): AccError {
  const [, sentence = '', suggestion] = /^(?:error: )?(.*?)(?:\n\(Did you mean (.*)\?\))?$/s.exec(error.message) ?? [];
  const help = `"${command} --help" shows the usage`;
  for (const { pattern, code, message, rule } of wordings) {
    const parts = pattern.exec(sentence)?.slice(1);
    if (!parts) continue;
    const hint = suggestion ? `did you mean ${suggestion}?` : [...(rule ? [rule(...parts)] : []), help].join('; ');
    return new AccError(code, { message: message(...parts), hint, cause: error });
  }
  return new AccError('cli/bad-option', { message: sentence, hint: help, cause: error });
}

interface Wording {
  /** commander's sentence; its groups are the arguments of `message` and `rule` */
  pattern: RegExp;
  code: ErrorCode;
  message: (...parts: string[]) => string;
  /** what a value must be */
  rule?: (...parts: string[]) => string;
}

const wordings: Wording[] = [
  {
    pattern: /^\(outputHelp\)$/,
    code: 'cli/missing-command',
    message: () => 'missing command',
  },
  {
    pattern: /^unknown command '(.*)'$/,
    code: 'cli/unknown-command',
    message: (name) => `unknown command "${name}"`,
  },
  {
    pattern: /^unknown option '(.*)'$/,
    code: 'cli/unknown-option',
    message: (flag) => `unknown option ${flag}`,
  },
  {
    pattern: /^missing required argument '(.*)'$/,
    code: 'cli/missing-argument',
    message: (name) => `missing argument ${name!.toUpperCase()}`,
  },
  {
    pattern: /^too many arguments.*Expected (\d+) arguments? but got (\d+)/,
    code: 'cli/too-many-arguments',
    message: (expected, given) => `too many arguments: ${expected} expected, ${given} given`,
  },
  {
    pattern: /^required option '(.*)' not specified$/,
    code: 'cli/missing-option',
    message: (flags) => `missing option ${flags}`,
  },
  {
    pattern: /^option '(.*)' argument missing$/,
    code: 'cli/missing-value',
    message: (flags) => `missing value of ${flags}`,
  },
  {
    pattern: /^option '(.*)' cannot be used with option '(.*)'$/,
    code: 'cli/conflicting-options',
    message: (one, other) => `${one} cannot be used with ${other}`,
  },
  {
    pattern: /^option '(.*)' argument '(.*)' is invalid\. (.*)$/s,
    code: 'cli/bad-option',
    message: (flags, value) => `invalid value "${value}" of ${flags}`,
    rule: (_flags, _value, reason) => ruleOf(reason!),
  },
  {
    pattern: /^command-argument value '(.*)' is invalid for argument '(.*)'\. (.*)$/s,
    code: 'cli/bad-argument',
    message: (value, name) => `invalid value "${value}" of ${name!.toUpperCase()}`,
    rule: (_value, _name, reason) => ruleOf(reason!),
  },
];

/** "Allowed choices are a, b." is commander's; the rules of options.ts are in the kit's words. */
function ruleOf(reason: string): string {
  return reason.replace(/^Allowed choices are (.*)\.$/, 'must be one of $1');
}
