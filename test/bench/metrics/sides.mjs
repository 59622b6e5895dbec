import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../scripts/prepare.mjs';

const contents = { python: [9, 13], packages: ['pycocoevalcap==1.2', 'numpy==2.2.6'] };
const title = { name: 'pycocoevalcap', size: 'about 140 MB to fetch, 250 MB on disk' };

export const accKit = {
  name: 'acc-kit',
  bring: async ({ say, signal }) => {
    const { installMetrics } = await import('../../../dist/src/captioning/install/index.js');
    await installMetrics(['meteor'], { log: say, signal });
    return { version: createRequire(import.meta.url)(join(root, 'package.json')).version };
  },
};

export const pycocoevalcap = {
  name: 'pycocoevalcap',
  note: 'starts two Java programs; their CPU time is counted.',
  bring: async ({ say, signal }) => {
    const { installPython, isInstalled, programIn, pythonFolder } = await import('../../../dist/src/python/index.js');
    const folder = pythonFolder('bench', contents);
    if (!isInstalled(folder)) await installPython(folder, contents, title, say, signal);
    return { version: '1.2', python: programIn(folder, 'python') };
  },
};
