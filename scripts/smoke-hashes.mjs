// Hashes of what the last smoke run of a store made: the content of test/experiment/smoke-hashes.json.
// usage: node scripts/smoke-hashes.mjs STORE
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The machine and software of a smoke run, and a SHA-256 by stage over the outputs that are the same on every machine. */
function smokeHashes(store) {
  const { stages } = readJson(join(store, 'runs', 'smoke.json')).runs.at(-1);
  const recordOf = ({ folder }) => readJson(join(store, folder, 'record.json'));
  const { host, notes } = recordOf(stages['base model']);
  const hashes = Object.keys(stages)
    .sort()
    .flatMap((name) => {
      const { kind, outputs } = recordOf(stages[name]);
      const same = outputs.filter(({ path }) => sameOutputs[kind]?.test(path));
      const text = same.map(({ path, sha256 }) => `${path} ${sha256}`).join('\n');
      return same.length > 0 ? [[name, createHash('sha256').update(text).digest('hex')]] : [];
    });
  const { cpu, platform, node } = host;
  const { cuda, ...versions } = notes.versions;
  return { recordedOn: { cpu, platform, node, ...versions }, stages: Object.fromEntries(hashes) };
}

/**
 * Outputs by kind of stage. The JSON and Markdown files beside weights hold paths; a safetensors file holds nothing but tensors, in
 * an order of their own.
 */
const sameOutputs = {
  world: /./,
  editing: /\.(wav|jsonl)$/,
  questions: /^evaluation\.jsonl$/,
  targets: /^rows\.jsonl$/,
  model: /./,
  base: /\.safetensors$/,
  arm: /\.safetensors$/,
  answers: /^answers\.jsonl$/,
};

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

console.log(JSON.stringify(smokeHashes(process.argv[2]), null, 2));
