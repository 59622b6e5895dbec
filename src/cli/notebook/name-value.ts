import { AccError } from '../../core/index.js';

const options = ['-p', '--parameters', '-r', '--parameters_raw'];

/**
 * Commander's options take one word, papermill's `-p NAME VALUE` two: joins both words into one, `-p ["NAME","VALUE"]`. Only
 * `acc notebook run` and `acc notebook check` have such options.
 * @throws AccError cli/missing-value
 */
export function joinNameValues(args: string[]): string[] {
  if (args[0] !== 'notebook' || !['run', 'check'].includes(args[1]!)) return args;
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') return [...joined, ...args.slice(i)];
    joined.push(arg);
    if (!options.includes(arg)) continue;
    const [name, value] = [args[++i], args[++i]];
    if (name === undefined || value === undefined)
      throw new AccError('cli/missing-value', {
        message: `${arg} needs a name and a value`,
        hint: `write ${arg} NAME VALUE`,
      });
    joined.push(JSON.stringify([name, value]));
  }
  return joined;
}

/** The name and the value that `joinNameValues` joined, added to the earlier ones. */
export function allNameValues(
  joined: string,
  previous: [name: string, text: string][] = [],
): [name: string, text: string][] {
  return [...previous, JSON.parse(joined)];
}
