// Trains and answers with the stand-in for `swift` in a folder, and goes on where an earlier process of it was killed.
// usage: node train-and-answer.mjs FOLDER; the exit status is 0 at the end, 1 with the code of an error on standard output
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const compiled = (file) => import(new URL(`../../dist/src/${file}`, import.meta.url));
const { findPython } = await compiled('python/index.js');
const { generate, train } = await compiled('trainer/index.js');
const { unstatedValues } = await compiled('trainer/used-settings/facts.js');
const { writeJsonLines } = await compiled('core/index.js');

const [folder] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());

const swift = join(folder, 'swift');
mkdirSync(folder, { recursive: true });
copyFileSync(join(import.meta.dirname, 'stand_in_swift.py'), `${swift}.py`);
writeFileSync(join(folder, 'defaults.json'), JSON.stringify(unstatedValues));
const python = await findPython([8, 20]);
writeFileSync(swift, `#!/bin/sh\nexec ${python} ${swift}.py "$@"\n`);
chmodSync(swift, 0o755);

const row = (label) => ({
  messages: [
    { role: 'user', content: 'q' },
    { role: 'assistant', content: 'a' },
  ],
  audios: [],
  label,
});
const labels = Array.from({ length: 50 }, (_, place) => `row ${place}`);
const out = join(folder, 'out');
try {
  const options = (name) => {
    const logs = join(folder, 'logs', name);
    mkdirSync(logs, { recursive: true });
    return { environment: { python, swift }, logs, name, devices: '0', signal: stop.signal };
  };
  const common = { model: '/model', progress: () => {}, warn: (text) => process.stderr.write(`${text}\n`) };
  await train({ ...common, rows: [row('a')], values: { learning_rate: 1e-4 }, folder: out }, options('sft'));
  const values = { max_batch_size: 4 };
  const { answers } = await generate({ ...common, rows: labels.map(row), values }, options('infer'));
  await writeJsonLines(join(out, 'answers.jsonl'), answers);
} catch (error) {
  console.log(error.name === 'AbortError' ? error.name : error.code);
  process.exitCode = 1;
}
