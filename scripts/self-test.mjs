// Records the self-test of `acc env check` again: the base model of the profile tiny as 16-bit numbers, and its answers.
// usage: node scripts/self-test.mjs STORE   (a store with a finished base model of tiny; npm run build first)
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { root } from './prepare.mjs';

process.env.ACC_ROOT = root;
const { askQuestions, experimentStages, loadExperiment, selfTestFolder, selfTestQuestions } = await import(
  '../dist/src/experiment/index.js'
);
const { openStore } = await import('../dist/src/stage/index.js');
const { installedVersions, requireEnvironment, trainerVersions } = await import('../dist/src/trainer/index.js');

/** Packages that may change an answer, the most suspected first. */
const suspected = [
  ...[
    'transformers',
    'torch',
    'ms-swift',
    'peft',
    'tokenizers',
    'accelerate',
    'safetensors',
    'numpy',
    'scipy',
    'librosa',
  ],
  ...['soundfile', 'soxr', 'datasets', 'trl', 'modelscope', 'huggingface-hub', 'python'],
];

const folder = join(root, selfTestFolder);
const { signal } = new AbortController();
const environment = await requireEnvironment();
const source = await recordOfBase(resolve(process.argv[2]));
copyModel(join(source.folder, 'model'));
writeFileSync(join(folder, 'model.yaml'), modelFacts(source.record));
writeFileSync(join(folder, 'answers.json'), `${JSON.stringify(await recorded(), null, 2)}\n`);

async function recordOfBase(store) {
  const [base] = (await experimentStages(await loadExperiment('tiny'))).bases;
  const record = await openStore(store).record(base);
  if (!record) throw new Error(`${store} has no finished base model of the profile tiny`);
  return { record, folder: openStore(store).folder(base) };
}

/** Everything that `swift` loads. Weights are rounded to 16 bits; no path of this machine stays in the configuration. */
function copyModel(from) {
  const to = join(folder, 'model');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { _name_or_path, ...config } = JSON.parse(readFileSync(join(from, 'config.json'), 'utf8'));
  writeFileSync(join(to, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  const others = ['chat_template', 'generation_config', 'preprocessor_config', 'processor_config'];
  for (const name of [...others, 'special_tokens_map', 'tokenizer', 'tokenizer_config'])
    copyFileSync(join(from, `${name}.json`), join(to, `${name}.json`));
  const code = `
import sys
from safetensors.torch import load_file, save_file
source, target = sys.argv[1:]
save_file({name: tensor.half() for name, tensor in load_file(source).items()}, target, metadata={"format": "pt"})`;
  execFileSync(environment.python, ['-c', code, join(from, 'model.safetensors'), join(to, 'model.safetensors')]);
  chmodSync(join(to, 'model.safetensors'), 0o644); // safetensors writes files for their owner alone
}

function modelFacts({ key, started, parameters, host, notes }) {
  const { cuda, ...versions } = notes.versions;
  const head = '# Where the model of the self-test comes from; written by scripts/self-test.mjs.\n';
  return `${head}${stringify({
    model: 'Qwen2-Audio of 427,840 parameters, trained from scratch by the kit on a synthetic world',
    licence: "Apache-2.0, as the kit's",
    profile: 'tiny',
    stage: 'base model',
    key,
    commit: host.commit,
    date: started.slice(0, 10),
    steps: parameters.setting.max_steps,
    seed: parameters.setting.seed,
    versions,
    numbers: 'float16, rounded from float32; loaded as float32',
    trainedOn: 'clips and texts that the kit synthesises; no recording and no published dataset',
    limits: 'for the self-test and for teaching: it knows the sounds of the synthetic world alone',
  })}`;
}

async function recorded() {
  const { answers, clips } = await askQuestions(selfTestQuestions(), {
    ...{ environment, signal },
    ...{ progress: () => {}, warn: console.warn },
  });
  const { python } = await trainerVersions(environment);
  const installed = { ...(await installedVersions(environment)), python };
  return {
    date: new Date().toISOString().slice(0, 10),
    versions: Object.fromEntries(suspected.map((name) => [name, installed[name]])),
    clips,
    answers: Object.fromEntries(answers.map(({ id, answer }) => [id, answer])),
  };
}
