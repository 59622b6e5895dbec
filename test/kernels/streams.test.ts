import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

async function streams(code: string): Promise<string[][]> {
  const { published } = await shared.kernel.run(code);
  return published
    .filter(({ header }) => header.msg_type === 'stream')
    .map(({ content }) => [content.name, content.text] as string[]);
}

test.each(['stdout', 'stderr'])('a character whose bytes are in two writes to %s is one character', async (name) => {
  const code = `process.${name}.write(Buffer.from([0xc3]));\nprocess.${name}.write(Buffer.from([0xa9]));`;
  expect(await streams(code)).toEqual([[name, 'é']]);
});

test.each([
  ['stdout', ''],
  ['stderr', ' >&2'],
])('a character whose bytes a child writes one by one to %s is one character', async (name, redirected) => {
  const print = (octal: string): string => `printf "\\\\${octal}"${redirected}`;
  const script = `${print('303')}; sleep 0.05; ${print('251')}`;
  expect(
    await streams(`(await import('node:child_process')).spawnSync('sh', ['-c', '${script}'], { stdio: 'inherit' });`),
  ).toEqual([[name, 'é']]);
});

test.each(['stdout', 'stderr'])(
  'an incomplete character at the end of a cell does not reach the next cell: %s',
  async (name) => {
    expect(await streams(`process.${name}.write(Buffer.from([0xc3]));`)).toEqual([[name, '\ufffd']]);
    expect(await streams(`process.${name}.write('next');`)).toEqual([[name, 'next']]);
  },
);
