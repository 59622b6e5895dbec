import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { answeredRun } from '../../experiment/answered-run.js';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

afterEach(() => {
  process.exitCode = undefined;
});

test('a run that was exported as an RO-Crate is imported elsewhere, verified, judged and listed', async () => {
  const [here, there] = [temporaryFolder(), temporaryFolder()];
  vi.stubEnv('ACC_CACHE', join(here, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('ACC_JAVA', 'no-java-here'); // SPICE would take longest
  await answeredRun(here, 'smoke', ['arms={ACC: {tasks: [ACC]}}']);
  await inProcess('export', 'smoke', '--formats', 'ro-crate', '--out', here, '--store', here);
  const { printed } = await inProcess('import', join(here, 'smoke.zip'), '--name', 'theirs', '--store', there);
  expect(printed).toMatch(/^imported\/theirs: .*; recorded on .*, 2026-01-02 03:04 UTC, kit at c0ffee0; --set arms=/);
  expect((await inProcess('status', '--store', there)).printed).toContain('\n  imported/theirs\n');
  const verified = JSON.parse((await inProcess('verify', 'imported/theirs', '--json', '--store', there)).printed);
  expect(verified.damaged).toEqual([]);
  expect(verified.replay.differences).toEqual([]);
  expect((await inProcess('claims', 'imported/theirs', '--no-recorded', '--store', there)).printed).toContain(
    'Synthetic world, recorded:',
  );
  await expect(inProcess('import', join(here, 'smoke.zip'), '--name', 'a/b', '--store', there)).rejects.toMatchObject({
    code: 'experiment/run-name',
  });
}, 120_000);
