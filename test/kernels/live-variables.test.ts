import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();
const { result } = shared;

test('an earlier function sees what a later cell assigned to its variable', async () => {
  await result('let counter = 0;\nfunction increase(): number { return ++counter; }');
  await result('counter = 5;');
  expect(await result('[increase(), counter]')).toBe('[ 6, 6 ]');
});

test('a later cell sees what an earlier function assigned to its variable, and shares it with the next', async () => {
  await result('let shared = 0;\nvar legacy = 1;\nconst add = (): void => { shared++; legacy++; };');
  await result('add();\nshared += 10;');
  expect(await result('add();\n({ shared, legacy })')).toBe('{ shared: 12, legacy: 3 }');
});

test('a redeclared variable is a new one, which functions of the old cell do not change', async () => {
  await result('let again = 0;\nfunction bump(): number { return ++again; }');
  await result('let again = "new";');
  expect(await result('[bump(), bump(), again]')).toBe("[ 1, 2, 'new' ]");
  await result('const again = 7;');
  expect(await result('[bump(), again]')).toBe('[ 3, 7 ]');
});

test('a variable of a failed cell does not exist, and the earlier one of that name remains', async () => {
  await result('let stays = 1;');
  await result('let stays = 2; let absent = 3; throw new Error("on purpose");');
  expect(await result('stays')).toBe('1');
  expect(await result('absent')).toContain("Cannot find name 'absent'");
});

test('the variables of a pattern are shared', async () => {
  await result('let { a, ...others } = { a: 1, b: 2 };\nlet [c, [d] = [4]]: [number, number[]?] = [3];');
  await result('a += c;\nd = 0;');
  expect(await result('({ a, others, c, d })')).toBe('{ a: 4, others: { b: 2 }, c: 3, d: 0 }');
});

test('an interrupted cell that completes later does not overwrite variables', async () => {
  await result('let go = (): void => {};\nconst gate = new Promise<void>((resolve) => { go = resolve; });');
  const { kernel } = shared;
  const id = await kernel.send('shell', 'execute_request', {
    code: 'let late = "old";\nconsole.log("waiting");\nawait gate;',
    silent: false,
  });
  await kernel.seen(({ header, content }) => header.msg_type === 'stream' && String(content.text).includes('waiting'));
  await kernel.ask('interrupt_request', {}, 'control');
  expect((await kernel.reply(id)).content.status).toBe('error');
  await result('let late = "new";');
  await result('go();');
  expect(await result('late')).toBe("'new'");
});
