import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../scripts/prepare.mjs';
import { output } from '../harness/child.mjs';
import { bringScaper } from './bring-scaper.mjs';
import { buildWithoutStart } from './ours.mjs';
import { basesCsv, triplesOf } from './sources.mjs';

const contents = {
  python: [10, 14],
  packages: [
    'numpy==2.2.6',
    'soundfile==0.13.1',
    'soxr==0.5.0.post1',
    'audiomentations==0.43.1',
    'librosa==0.11.0',
    'scipy==1.15.3',
  ],
};
const title = { name: 'audiomentations, soundfile and soxr', size: 'about 130 MB to fetch, 450 MB on disk' };

async function bringPython({ say, signal }) {
  const { installPython, isInstalled, programIn, pythonFolder } = await import('../../../dist/src/python/index.js');
  const folder = pythonFolder('bench', contents);
  if (!isInstalled(folder)) await installPython(folder, contents, title, say, signal);
  return programIn(folder, 'python');
}

/** A side that a Python script is; `exact`: whether its x+a is x outside the event. */
function scripted(script, ...args) {
  const path = join(root, 'test/bench/mixing', script);
  return async ({ python }, made, triples, out, { signal }) => {
    const job = { sources: made.folder, out, triples: triplesOf(made, triples) };
    return JSON.parse(await output(python, ['-B', path, ...args], { input: `${JSON.stringify(job)}\n`, signal }));
  };
}

export const accKit = {
  name: 'acc-kit',
  note: 'and the peers are measured without their start: imports and one triple, which acc-kit does in a run of its own first.',
  exact: true,
  bring: async () => ({ version: createRequire(import.meta.url)(join(root, 'package.json')).version }),
  render: async (_, made, triples, out, context) => {
    const bases = await basesCsv(made, triples, triples);
    return buildWithoutStart(made, bases, { triples }, { first: `${out}.start`, out }, context);
  },
};

export const numpy = {
  name: 'NumPy',
  note: 'takes samples.mean(axis=1), reads and resamples an event each time; soundfile and soxr at their defaults.',
  exact: true,
  bring: async (context) => ({ version: '2.2.6', python: await bringPython(context) }),
  render: scripted('numpy_peer.py'),
};

export const numpyTuned = {
  name: 'NumPy, tuned',
  note: 'adds the channels one by one, which is twenty times as quick as mean(axis=1), and reads and resamples an event once.',
  exact: true,
  bring: numpy.bring,
  render: scripted('numpy_peer.py', 'tuned'),
};

export const audiomentations = {
  name: 'audiomentations',
  note: 'never uses the cache of sounds that AddShortNoises has; onset and level are set past its drawing of chances.',
  exact: true,
  bring: async (context) => ({ version: '0.43.1', python: await bringPython(context) }),
  render: scripted('audiomentations_peer.py'),
};

export const scaper = {
  name: 'Scaper',
  note: 'needs NumPy 1; re-levels the base, means LUFS by its SNR, scales each clip on its own and writes 32 bits.',
  exact: false,
  bring: bringScaper,
  render: scripted('scaper_peer.py'),
};
