import { expect, test } from 'vitest';
import { experimentStages, loadExperiment, wantedStages } from '../../src/experiment/index.js';
import { assertPackages } from '../../src/experiment/packages.js';
import { openStore, planStages } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';

/** @throws what a run throws before its first stage */
async function checked(name: string): Promise<void> {
  const experiment = await loadExperiment(name);
  const stages = planStages(wantedStages(await experimentStages(experiment, { planning: true })));
  return assertPackages(experiment, stages, openStore(temporaryFolder()));
}

test('a run in 4 bits without bitsandbytes is refused before any work, with how to install it', async () => {
  await expect(checked('paper-qlora')).rejects.toMatchObject({
    code: 'trainer/wrong-packages',
    message: '--quant_method bnb needs the Python package bitsandbytes, which is not installed',
    hint: expect.stringMatching(/uv pip install --python ".*python" bitsandbytes/),
  });
  await expect(checked('paper-4090')).resolves.toBeUndefined();
});
