import { existsSync } from 'node:fs';

/**
 * File names that begin with `-`, as AudioCaps' ids do, look like options. Where such a file exists, `acc audio inspect` reads the file.
 * @returns the arguments with those names after `--`
 */
export function protectDashFiles(args: string[]): string[] {
  if (args[0] !== 'audio' || args[1] !== 'inspect' || args.includes('--')) return args;
  const isFile = (arg: string): boolean => arg.startsWith('-') && existsSync(arg);
  if (!args.some(isFile)) return args;
  const isOption = (arg: string): boolean => arg.startsWith('-') && !isFile(arg);
  return [
    'audio',
    'inspect',
    ...args.slice(2).filter(isOption),
    '--',
    ...args.slice(2).filter((arg) => !isOption(arg)),
  ];
}
