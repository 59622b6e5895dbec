import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createConnectionFile } from '../../src/notebook/connection.js';

test('a connection file is readable only by its owner, has five different ports, and is removed', async () => {
  const { file, connection, remove } = await createConnectionFile('x');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
  expect(new Set([shell_port, iopub_port, stdin_port, control_port, hb_port]).size).toBe(5);
  await remove();
  expect(existsSync(file)).toBe(false);
});
