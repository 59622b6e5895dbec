import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../../src/python/index.js';
import { buildModel, generate, train } from '../../src/trainer/index.js';
import { unstatedValues } from '../../src/trainer/used-settings/facts.js';
import { isAlive } from '../processes.js';
import { temporaryFolder } from '../temporary.js';
import { safetensors } from './model/model-folder.js';

const python = await findPython([8, 20]);

/** What programs in place of `swift` use: their flags, and functions that write what it would. */
const head = `#!${python}
import json, os, signal, subprocess, sys, time
flags = dict(zip(sys.argv[2::2], sys.argv[3::2]))
here = os.path.dirname(os.path.abspath(__file__))
def note(pid):
    with open(os.path.join(here, "pids"), "a") as file:
        file.write(f"{pid}\\n")
note(os.getpid())
output = flags.get("--output_dir")
if output: os.makedirs(output, exist_ok=True)
used = json.loads('${JSON.stringify(unstatedValues)}')["sft" if output else "infer"]
used.update({name.removeprefix("--"): value for name, value in flags.items()})
def say_settings(folder=output, **others):
    used.update(others)
    if folder:
        with open(os.path.join(folder, "args.json"), "w") as file: json.dump(used, file)
    else:
        print("[INFO:swift] args: InferArguments(" + ", ".join(f"{name}={value!r}" for name, value in used.items()) + ")", flush=True)
say_settings()
def checkpoint(step):
    folder = os.path.join(output, f"checkpoint-{step}")
    os.makedirs(folder)
    say_settings(folder)
    with open(os.path.join(folder, "adapter_model.safetensors"), "wb") as file:
        file.write(bytes.fromhex("${safetensors({ lora: 8 }).toString('hex')}"))
    with open(os.path.join(folder, "trainer_state.json"), "w") as file:
        json.dump({"global_step": step, "max_steps": 20}, file)
def log(step, loss):
    with open(os.path.join(output, "logging.jsonl"), "a") as file:
        file.write(json.dumps({"loss": loss, "learning_rate": 1e-4, "global_step/max_steps": f"{step}/20"}) + "\\n")
def answer(*labels):
    with open(flags["--result_path"], "a") as file:
        for label in labels: file.write(json.dumps({"label": label, "response": "rain"}) + "\\n")
def asked():
    with open(flags["--val_dataset"]) as file: return [json.loads(line)["label"] for line in file]
def fail(text):
    print(text, file=sys.stderr)
    sys.exit(1)
`;

/** Trains one row with a program in place of \`swift\`. @param code Python, after the functions above */
export function trainWith(code: string, { signal = new AbortController().signal, folder = temporaryFolder() } = {}) {
  return train(
    {
      ...{ model: '/model', rows: [row('a')], values: trainingValues, folder },
      progress: () => {},
      warn: () => {},
    },
    options(code, folder, signal, { values: trainingValues, path: (flag: string) => `swift.arm.${flag}` }),
  );
}

const trainingValues = { per_device_train_batch_size: 4, gradient_accumulation_steps: 4, learning_rate: 1e-4 };

/** Answers three rows, a, b and c, with a program in place of \`swift\`. */
export function answerWith(code: string, folder: string = temporaryFolder(), warnings: string[] = []) {
  const values = { max_batch_size: 8 };
  const settings = { values, path: (flag: string): string => `swift.infer.${flag}` };
  const rows = ['a', 'b', 'c'].map(row);
  const { signal } = new AbortController();
  return generate(
    { model: '/model', rows, values, progress: () => {}, warn: (text) => void warnings.push(text) },
    options(code, folder, signal, settings),
  );
}

/** Builds the untrained model with a program that ends well at once. */
export function buildWithTrue(folder: string = temporaryFolder()) {
  const wrapper = join(folder, 'python');
  writeFileSync(wrapper, `#!/bin/sh\nexec ${python} "$1" "$2" true\n`);
  chmodSync(wrapper, 0o755);
  const { signal } = new AbortController();
  const environment = { python: wrapper, swift: '' };
  return buildModel({} as never, 'texts.json', folder, {
    environment,
    name: 'build',
    devices: '',
    logs: folder,
    signal,
  });
}

/** The processes that a program noted and that still run. */
export function leftIn(folder: string): number[] {
  const file = join(folder, 'pids');
  const noted = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  return noted.filter(isAlive);
}

function row(label: string) {
  const messages = [
    { role: 'user' as const, content: 'q' },
    { role: 'assistant' as const, content: 'a' },
  ];
  return { messages, audios: [], label };
}

function options(code: string, folder: string, signal: AbortSignal, settings: object) {
  const swift = join(folder, 'odd-swift');
  writeFileSync(swift, head + code);
  chmodSync(swift, 0o755);
  return { environment: { python, swift }, name: 'swift', devices: '0', logs: folder, signal, settings } as never;
}
