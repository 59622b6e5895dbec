"""A model of true widths and few layers with random weights: see `rehearseTraining` in src/trainer/rehearsal/rehearse-training.ts.

request: {"folder": for the model, "model": see stand_in.py, "layers": of encoder and language model, "seed"}
answer: {"parameters"}

Most rows of every matrix are zeros, which are holes in the files: 3.5 GB of a model of 1.7 billion parameters take 0.2 GB on the disk.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))

import torch
from stand_in import make_stand_in
from transformers import Qwen2AudioForConditionalGeneration

# one row in so many is random
STRIDE = 16
# of a file: transformers has one file after another in memory, and collects garbage after each
FILE_BYTES = 1_300_000_000


def answer(request, progress):
    folder = request["folder"]
    config = make_stand_in(request["model"], folder)
    config.torch_dtype = torch.bfloat16
    for part, layers in ((config.audio_config, "encoder_layers"), (config.text_config, "num_hidden_layers")):
        setattr(part, layers, min(request["layers"], getattr(part, layers)))
    config.save_pretrained(folder)
    with torch.device("meta"):
        weights = Qwen2AudioForConditionalGeneration(config).state_dict()
    generator = torch.Generator().manual_seed(request["seed"])
    names = {}
    for index, tensors in enumerate(in_files(weights)):
        file = f"model-{index}.safetensors"
        names |= dict.fromkeys(tensors, file)
        write_file(os.path.join(folder, file), tensors, generator)
    size = sum(map(bytes_of, weights.values()))
    with open(os.path.join(folder, "model.safetensors.index.json"), "w") as file:
        json.dump({"metadata": {"total_size": size}, "weight_map": names}, file)
    return {"parameters": size // 2}


def in_files(weights):
    files, size = [{}], 0
    for name, shape in weights.items():
        if files[-1] and size + bytes_of(shape) > FILE_BYTES:
            files.append({})
            size = 0
        files[-1][name] = shape
        size += bytes_of(shape)
    return files


def bytes_of(shape):
    return 2 * shape.numel()


def write_file(path, tensors, generator):
    """A safetensors file in bfloat16: a header of JSON with the place of each tensor, then their values."""
    header, end = {"__metadata__": {"format": "pt"}}, 0
    for name, shape in tensors.items():
        places = [end, end + bytes_of(shape)]
        header[name] = {"dtype": "BF16", "shape": list(shape.shape), "data_offsets": places}
        end = places[1]
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    start = 8 + len(text)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(start + end)
        for name, shape in tensors.items():
            write_values(file, start + header[name]["data_offsets"][0], name, shape, generator)


def write_values(file, start, name, shape, generator):
    """N(0, 1/fan-in) for matrices, 1 for the scales of norms, 0 for biases."""
    if shape.dim() < 2:
        file.seek(start)
        file.write(numbers(torch.full(shape.shape, 0.0 if name.endswith("bias") else 1.0)))
        return
    columns = shape[0].numel()
    for row in range(0, len(shape), STRIDE):
        file.seek(start + 2 * row * columns)
        file.write(numbers(torch.randn(columns, generator=generator) * columns**-0.5))


def numbers(values):
    return values.bfloat16().view(torch.int16).numpy().tobytes()
