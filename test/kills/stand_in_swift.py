"""Stands in for `swift`: trains and answers in seconds, with bytes that depend on every step, on the order of steps and on the batches.

usage: stand_in_swift.py sft|infer [--FLAG VALUE ...]
As `swift` it does the work in a child process, writes a checkpoint file by file, and appends to the file of answers. Beside it lies
defaults.json, the arguments that it says it used where no flag states them.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile

STEPS, SAVE, SECONDS = 30, 4, 0.04


def digest(*parts):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def save_torch(file, text):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("archive/data.pkl"), text)


def load_torch(file):
    with zipfile.ZipFile(file) as archive:
        return archive.read("archive/data.pkl").decode()


def save(folder, step, state, used):
    os.makedirs(folder)
    data = bytes.fromhex(state) * 64
    header = json.dumps({"lora": {"dtype": "U8", "shape": [len(data)], "data_offsets": [0, len(data)]}}).encode()
    with open(f"{folder}/adapter_model.safetensors", "wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.flush()
        file.write(data)
    save_torch(f"{folder}/optimizer.pt", state)
    for name in ("scheduler.pt", "rng_state.pth"):
        save_torch(f"{folder}/{name}", "")
    for name, content in (("args.json", used), ("trainer_state.json", {"global_step": step, "max_steps": STEPS})):
        with open(f"{folder}/{name}", "w") as file:
            json.dump(content, file)


def train(flags, used):
    output, start = flags["--output_dir"], flags.get("--resume_from_checkpoint")
    os.makedirs(output, exist_ok=True)
    with open(f"{output}/args.json", "w") as file:
        json.dump(used, file)
    step, state = 0, digest("start")
    if start:
        with open(f"{start}/trainer_state.json") as file:
            step = json.load(file)["global_step"]
        state = load_torch(f"{start}/optimizer.pt")
    while step < STEPS:
        time.sleep(SECONDS)
        step, state = step + 1, digest(state, step + 1)
        loss = 1 + int(state[:4], 16) / 65536
        line = {"loss": loss, "grad_norm": 0.1, "learning_rate": 1e-4, "global_step/max_steps": f"{step}/{STEPS}"}
        with open(f"{output}/logging.jsonl", "a") as file:
            file.write(json.dumps(line) + "\n")
        if step % SAVE == 0 or step == STEPS:
            save(f"{output}/checkpoint-{step}", step, state, used)


def answer(flags, used):
    texts = ", ".join(f"{name}={value!r}" for name, value in used.items())
    print(f"[INFO:swift] args: InferArguments({texts})", flush=True)
    batch, written = int(flags["--max_batch_size"]), []
    with open(flags["--val_dataset"]) as file:
        labels = [json.loads(line)["label"] for line in file]
    for first in range(0, len(labels), batch):
        time.sleep(SECONDS)
        together = labels[first : first + batch]
        written += [json.dumps({"label": label, "response": digest(label, together)}) for label in together]
        if len(written) >= 3 * batch or first + batch >= len(labels):
            with open(flags["--result_path"], "a") as file:
                for line in written:
                    file.write(line[:20])
                    file.flush()
                    file.write(line[20:] + "\n")
            written = []


if os.environ.get("STAND_IN_CHILD") is None:
    child = [sys.executable, __file__, *sys.argv[1:]]
    sys.exit(subprocess.run(child, env={**os.environ, "STAND_IN_CHILD": "1"}).returncode)
given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "defaults.json")) as file:
    known = json.load(file)[sys.argv[1]]
said = {**known, **{name.removeprefix("--"): value for name, value in given.items()}}
{"sft": train, "infer": answer}[sys.argv[1]](given, said)
