import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();
const lines = 'standard input (an empty line ends it): ';

/** Runs a cell whose questions get the given answers: their prompts, and what the cell prints. */
async function answered(code: string, answers: string[]): Promise<{ prompts: unknown[]; text: string }> {
  const { kernel } = shared;
  const asked = new Set<unknown>();
  const prompts: unknown[] = [];
  const id = await kernel.send('shell', 'execute_request', { code, allow_stdin: true, store_history: true });
  for (const value of answers) {
    const request = await kernel.seen(
      (message) =>
        message.header.msg_type === 'input_request' &&
        (message.parent as { msg_id?: string }).msg_id === id &&
        !asked.has(message),
    );
    asked.add(request);
    prompts.push(request.content.prompt);
    await kernel.send('stdin', 'input_reply', { status: 'ok', value }, request.header);
  }
  expect((await kernel.reply(id)).content.status).toBe('ok');
  const published = await kernel.published(id);
  const text = published.map(({ header, content }) => (header.msg_type === 'stream' ? content.text : '')).join('');
  return { prompts, text };
}

const open = '{ input: process.stdin, output: process.stdout }';
const cells: [string, string, [string, string][], string][] = [
  [
    'question of node:readline/promises',
    `import { createInterface } from 'node:readline/promises';\nconsole.log(await createInterface(${open}).question('name? '));`,
    [['name? ', 'Ada']],
    'Ada\n',
  ],
  [
    'question of node:readline, with a callback that the cell does not await',
    `import { createInterface as old } from 'node:readline';\nold(${open}).question('name? ', (name) => console.log(name));`,
    [['name? ', 'Ada']],
    'Ada\n',
  ],
  [
    'question of node:readline as a promise',
    `import { promisify } from 'node:util';\nconst rl = old(${open});\nconsole.log(await promisify(rl.question).call(rl, 'name? '));`,
    [['name? ', 'Ada']],
    'Ada\n',
  ],
  [
    'lines of an interface',
    `for await (const line of old(${open})) console.log(line);`,
    [
      [lines, 'a'],
      [lines, 'b'],
      [lines, ''],
    ],
    'a\nb\n',
  ],
  [
    'process.stdin, iterated',
    'for await (const chunk of process.stdin) console.log(String(chunk).trim());',
    [
      [lines, 'a'],
      [lines, ''],
    ],
    'a\n',
  ],
  [
    'process.stdin, with listeners',
    "void process.stdin.on('data', (chunk) => console.log(String(chunk).trim())).on('end', () => console.log('end'));",
    [
      [lines, 'a'],
      [lines, ''],
    ],
    'a\nend\n',
  ],
  [
    'the file 0',
    "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync(0, 'utf8').trim());",
    [
      [lines, 'a'],
      [lines, 'b'],
      [lines, ''],
    ],
    'a\nb\n',
  ],
];

test.each(cells)('%s asks the client', async (_, code, questions, text) => {
  expect(
    await answered(
      code,
      questions.map(([, answer]) => answer),
    ),
  ).toEqual({
    prompts: questions.map(([prompt]) => prompt),
    text,
  });
});

test.each(cells)('%s fails at once where the client does not answer', async (_, code) => {
  const { reply } = await shared.kernel.run(code, { allow_stdin: false });
  expect(reply).toMatchObject({ status: 'error', ename: 'InputError' });
  expect((reply.traceback as string[]).join('\n')).toContain('pass the value as a parameter of the notebook');
});

test('an interface whose lines nobody reads asks nothing', async () => {
  const { reply } = await shared.kernel.run(`old(${open});\nawait new Promise(setImmediate);\n'done'`, {
    allow_stdin: false,
  });
  expect(reply.status).toBe('ok');
});

test('an interrupt ends a question, and the next cell can ask again', async () => {
  const { kernel } = shared;
  const code = `await createInterface(${open}).question('first? ')`;
  const id = await kernel.send('shell', 'execute_request', { code, allow_stdin: true });
  await kernel.seen(({ header, content }) => header.msg_type === 'input_request' && content.prompt === 'first? ');
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.reply(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  const next = `console.log(await createInterface(${open}).question('second? '));`;
  expect(await answered(next, ['yes'])).toEqual({ prompts: ['second? '], text: 'yes\n' });
});
