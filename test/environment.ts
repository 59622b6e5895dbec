import { afterAll } from 'vitest';

/** Sets a variable of the environment until the tests of the file end: the next file may run in the same process. */
export function environmentOfFile(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  afterAll(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}
