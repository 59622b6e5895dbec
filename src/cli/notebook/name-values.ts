import { AccError } from '../../core/index.js';

const options = ['-p', '--parameters', '-r', '--parameters_raw'];

/**
 * Joins the two words of `-p NAME VALUE` into one, which commander cannot take: `-p ["NAME","VALUE"]`. Only `acc notebook run` and `check` have such options.
 * @throws AccError cli/bad-option
 */
export function joinPairs(args: string[]): string[] {
  if (args[0] !== 'notebook' || !['run', 'check'].includes(args[1]!)) return args;
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') return [...joined, ...args.slice(i)];
    joined.push(arg);
    if (!options.includes(arg)) continue;
    const [name, value] = [args[++i], args[++i]];
    if (name === undefined || value === undefined)
      throw new AccError('cli/bad-option', { message: `${arg} needs two words`, hint: `write ${arg} NAME VALUE` });
    joined.push(JSON.stringify([name, value]));
  }
  return joined;
}

export function pairOf(joined: string): [name: string, text: string] {
  return JSON.parse(joined);
}
