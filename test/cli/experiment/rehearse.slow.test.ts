import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

test('the rehearsal of the paper profile says what is known and what is not', async () => {
  const { printed } = await inProcess('rehearse', 'paper-4090', '--store', temporaryFolder());
  expect(printed).toContain("ms-swift's parser accepts all 11 calls of swift");
  expect(printed).toMatch(/language model +7,754,878,976 +19,988,480/);
  expect(printed).toMatch(/weights +15\.64 GiB/);
  expect(printed).toContain('Cannot be known here');
});

test('a misspelt flag is an error with its place in the file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'mine.yaml');
  await writeFile(file, 'version: 1\nname: mine\ntitle: mine\nextends: paper-4090\nswift:\n  arm:\n    lora_rnk: 8\n');
  await expect(inProcess('rehearse', file, '--store', folder)).rejects.toMatchObject({
    code: 'trainer/setting-refused',
    message: expect.stringContaining('swift.arm.lora_rnk: swift sft has no flag --lora_rnk'),
    file,
    line: 7,
  });
});

test('a value that is not allowed is an error that names the override', async () => {
  const args = ['rehearse', 'smoke', '--store', temporaryFolder(), '--set', 'swift.sft.truncation_strategy=cut'];
  await expect(inProcess(...args)).rejects.toMatchObject({
    code: 'trainer/setting-refused',
    message: expect.stringContaining('swift.sft.truncation_strategy: argument --truncation_strategy'),
    hint: 'set by --set swift.sft.truncation_strategy=cut',
  });
});
