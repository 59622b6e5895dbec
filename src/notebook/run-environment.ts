import { AccError } from '../core/index.js';
import type { Notebook } from './nbformat.js';

/** Values of environment variables; undefined: not set. */
export type Environment = Record<string, string | undefined>;

/**
 * The variables that outputs depend on: colour, time zone, language and formats, width, and options of Node. A run fixes them, so that the same
 * notebook has the same outputs in every shell.
 */
const pinned: Environment = {
  ...{ NO_COLOR: '1', TERM: 'dumb', COLORTERM: undefined, FORCE_COLOR: undefined, NODE_DISABLE_COLORS: undefined },
  ...{ CLICOLOR: undefined, CLICOLOR_FORCE: undefined, PY_COLORS: undefined, TERM_PROGRAM: undefined },
  ...{ TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', LANGUAGE: undefined, LC_COLLATE: undefined, LC_CTYPE: undefined },
  ...{ LC_MESSAGES: undefined, LC_MONETARY: undefined, LC_NUMERIC: undefined, LC_TIME: undefined },
  ...{ COLUMNS: '80', LINES: undefined },
  ...{ NODE_OPTIONS: undefined, NODE_NO_WARNINGS: undefined, NODE_PENDING_DEPRECATION: undefined },
  ...{ NODE_DEBUG: undefined, NODE_ICU_DATA: undefined },
};

/** The pinned variables of a run, to be laid over the environment of the caller. */
export function runEnvironment(overrides: Environment = {}): Environment {
  const colour = overrides.FORCE_COLOR !== undefined ? { NO_COLOR: undefined } : {}; // with both, Node prints a warning
  return { ...pinned, ...colour, ...overrides };
}

/** Those that are set, as a notebook records them. */
export function setVariables(environment: Environment): Record<string, string> {
  const set = Object.entries(environment).filter((one): one is [string, string] => one[1] !== undefined);
  return Object.fromEntries(set.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The pinned variables of the last run of a notebook; none if it recorded none, as papermill does. */
export function recordedEnvironment({ metadata }: Pick<Notebook, 'metadata'>): Environment {
  const { environment_variables: recorded = {} } = (metadata.papermill ?? {}) as {
    environment_variables?: Environment;
  };
  if (Object.keys(recorded).length === 0) return {};
  return Object.fromEntries(Object.keys(pinned).map((name) => [name, textOf(recorded[name])]));
}

/**
 * The variables of `--env`: `NAME=VALUE`, or `NAME` for the value of the shell.
 * @throws AccError notebook/bad-environment for a variable that is not pinned: it reaches the cells from the shell
 */
export function environmentOf(texts: readonly string[] = [], shell: NodeJS.ProcessEnv = process.env): Environment {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
      if (!Object.hasOwn(pinned, name))
        throw new AccError('notebook/bad-environment', {
          message: `"${name}" is not one of the environment variables that a run fixes`,
          hint: `fixed: ${Object.keys(pinned).join(', ')}; the cells see all others as your shell sets them`,
        });
      return [name, value ?? shell[name]];
    }),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
