// node run-plan.mjs KIT STORE NAME: runs base → arm → NAME in a store, and reports what happens line by line. The base is made once the input has ended.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [kit, root, name] = process.argv.slice(2);
const { executePlan, openStore } = await import(pathToFileURL(join(kit, 'dist/src/stage/index.js')).href);
const report = (event, details) => process.stdout.write(`${JSON.stringify({ event, details })}\n`);

function stage(name, inputs = {}) {
  const work = { speed: 'writing', unit: 'texts', amount: 1 };
  return {
    name,
    kind: 'writing',
    version: 1,
    parameters: name,
    inputs,
    cores: 1,
    work,
    run: (context) => write(name, context),
  };
}

async function write(name, { folder, inputs }) {
  report('at work', name);
  if (name === 'base') for await (const _ of process.stdin);
  const texts = await Promise.all(Object.values(inputs).map((input) => readFile(join(input, 'text'), 'utf8')));
  await writeFile(join(folder, 'text'), [name, ...texts].join('+'));
}

const wanted = stage(name, { arm: stage('arm', { base: stage('base') }) });
const onStage = (_stage, _state, progress) => progress?.note && report('waiting', progress.note);
await executePlan([wanted], { store: openStore(root), cores: 2, signal: new AbortController().signal, onStage });
report('finished');
