"""A model folder without weights: config, tokenizer and feature extractor, as `swift` reads them before it loads weights."""

import json
import os
import shutil

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import GenerationConfig, PreTrainedTokenizerFast, Qwen2AudioConfig, Qwen2AudioProcessor, WhisperFeatureExtractor

WEIGHTS = (".safetensors", ".bin", ".pt", ".pth", ".gguf", ".index.json")


def make_stand_in(model, folder):
    """`model`: {"folder": an existing model} or the shape of one, as `ModelShape` in src/trainer/rehearsal/model-shape.ts."""
    os.makedirs(folder, exist_ok=True)
    if "folder" in model:
        for name in os.listdir(model["folder"]):
            path = os.path.join(model["folder"], name)
            if os.path.isfile(path) and not name.endswith(WEIGHTS):
                shutil.copyfile(path, os.path.join(folder, name))
        return Qwen2AudioConfig.from_pretrained(folder)
    config = Qwen2AudioConfig(**model["config"], architectures=["Qwen2AudioForConditionalGeneration"])
    config.save_pretrained(folder)
    tokenizer = bytes_tokenizer(model["specialTokens"], config.text_config.vocab_size)
    features = WhisperFeatureExtractor(**model["features"])
    Qwen2AudioProcessor(feature_extractor=features, tokenizer=tokenizer).save_pretrained(folder)
    GenerationConfig(
        eos_token_id=[tokenizer.pad_token_id, tokenizer.eos_token_id], pad_token_id=tokenizer.pad_token_id
    ).save_pretrained(folder)
    return config


def bytes_tokenizer(special, size):
    """One token per byte, the special tokens at their own ids: no byte-level BPE gives more tokens. Other ids are words without a merge."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    free = [token for token in range(size) if token not in set(special.values())]
    vocabulary = {**special, **dict(zip(alphabet, free))}
    vocabulary |= {f"word{token}": token for token in free[len(alphabet) :]}
    bpe = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=[name for name in special if name not in ("<|endoftext|>", "<|im_end|>")],
    )


def make_adapter(folder, training):
    """What `swift infer` reads of an adapter before it loads weights. `training`: arguments of the call that would have made it."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "adapter_config.json"), "w") as file:
        json.dump({}, file)
    training.save_args(folder)
