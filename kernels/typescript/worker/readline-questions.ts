import { syncBuiltinESMExports } from 'node:module';
import readline, { type Interface } from 'node:readline';
import { promisify } from 'node:util';
import type { InputError, Questions } from './questions.js';
import type { StandardInput } from './standard-input.js';

type Asking = Interface & { closed?: boolean; input?: unknown };

interface Options {
  signal?: AbortSignal;
}

/** The questions of node:readline and node:readline/promises about standard input become questions to the client. */
export function installReadline(input: StandardInput, questions: Questions, fail: (error: Error) => void): void {
  const isOurs = (lines: Asking): boolean => !lines.closed && lines.input === input.stream();

  const ask = async (query: string, { signal }: Options = {}): Promise<string> => {
    signal?.throwIfAborted();
    const answer = questions.ask(String(query));
    if (!signal) return answer;
    answer.catch(() => {});
    return Promise.race([answer, aborted(signal)]);
  };

  const { question } = readline.Interface.prototype;
  const withCallback = function (this: Asking, query: string, options: Options | Callback, callback?: Callback): void {
    const [settings, answered] = typeof options === 'function' ? [{}, options] : [options ?? {}, callback];
    if (!isOurs(this) || !answered) return void Reflect.apply(question, this, [query, options, callback]);
    ask(query, settings).then(answered, (error: InputError) => {
      if (!error.isInterrupt && !settings.signal?.aborted) fail(error);
    });
  };
  Object.defineProperty(withCallback, promisify.custom, {
    value(this: Asking, query: string, options?: Options): Promise<string> {
      return isOurs(this)
        ? ask(query, options)
        : Reflect.apply(Reflect.get(question, promisify.custom), this, [query, options]);
    },
  });
  readline.Interface.prototype.question = withCallback as typeof question;

  const { prototype } = readline.promises.Interface;
  const { question: promised } = prototype;
  prototype.question = function (this: Asking, query: string, options?: Options): Promise<string> {
    return isOurs(this) ? ask(query, options) : Reflect.apply(promised, this, [query, options]);
  } as typeof promised;

  for (const module of [readline, readline.promises] as { createInterface: (...values: never[]) => Interface }[]) {
    const { createInterface } = module;
    module.createInterface = (...values) => {
      const lines = createInterface(...values);
      if (isOurs(lines)) input.add(lines);
      return lines;
    };
  }
  syncBuiltinESMExports();
}

type Callback = (answer: string) => void;

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
