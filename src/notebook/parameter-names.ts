import { AccError } from '../core/index.js';

interface Rules {
  identifier: RegExp;
  reserved: ReadonlySet<string>;
}

/** Words that no variable of a TypeScript module can have as its name. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function globalThis if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof undefined var void while with yield __proto__'
  ).split(' '),
);

const script: Rules = {
  identifier: /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u,
  reserved: reservedWords,
};

const rules: Record<string, Rules> = {
  typescript: script,
  javascript: script,
  python: {
    identifier: /^[\p{XID_Start}_]\p{XID_Continue}*$/u,
    reserved: new Set(
      (
        'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
        'lambda nonlocal not or pass raise return try while with yield'
      ).split(' '),
    ),
  },
};

/**
 * Checks that names are those of variables, before anything is run.
 * @throws AccError notebook/bad-parameter
 */
export function checkParameterNames(names: string[], language: string): void {
  const { identifier, reserved } = rules[language] ?? script;
  for (const name of names) {
    if (!identifier.test(name)) throw badName(`"${name}" is not a valid parameter name`);
    if (reserved.has(name)) throw badName(`"${name}" cannot be the name of a parameter: ${language} reserves it`);
  }
}

function badName(message: string): AccError {
  const hint = 'a name is letters, digits and _, does not begin with a digit, and is not a word of the language';
  return new AccError('notebook/bad-parameter', { message, hint });
}
