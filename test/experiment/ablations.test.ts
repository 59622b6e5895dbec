import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot, readText } from '../../src/core/index.js';
import { experimentStages, loadExperiments, runName } from '../../src/experiment/index.js';

const folder = join(kitRoot(), 'notebooks', 'ablations');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'));

test.each(names)('the ablation %s is valid, has the name of its file and is listed', async (name) => {
  const loaded = await loadExperiments(name);
  for (const { experiment } of loaded) {
    expect(experiment.name).toBe(name);
    await experimentStages(experiment, { planning: true });
  }
  const runs = loaded.map(({ experiment, overrides }) => runName(experiment.name, overrides));
  expect(new Set(runs).size).toBe(loaded.length);
  expect(await readText(join(folder, 'README.md'))).toContain(`| \`${name}.yaml\` |`);
});
