import { afterAll } from 'vitest';

/**
 * Sets a variable of the environment until the tests of the file end: the next file may run in the same process.
 * @param value undefined removes it
 */
export function environmentOfFile(name: string, value: string | undefined): void {
  const before = process.env[name];
  put(name, value);
  afterAll(() => put(name, before));
}

function put(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
