"""Counts the bytes of live tensors in a training step of a small Qwen2-Audio with LoRA on the CPU, in bfloat16 under autocast, as ms-swift trains.

usage: measure_memory.py < {"width", "inner", "vocabulary", "heads", "tokens"}
prints {"keptPerLayer": after the forward pass, with checkpointing, "keptPerLayerWithout": without, "peakOfLoss": of a model with one layer}
"""

import json
import sys
import weakref

import torch
from accelerate.utils import convert_outputs_to_fp32
from peft import LoraConfig, get_peft_model
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_iter
from transformers import Qwen2AudioConfig, Qwen2AudioForConditionalGeneration

AUDIO_TOKEN = 5
CLIP_TOKENS = 25
TARGETS = r"^language_model\..*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)$"


class LiveBytes(TorchDispatchMode):
    """The bytes of storages that operators made and that still exist; views of the model's own are left out."""

    def __init__(self, model):
        super().__init__()
        self.now, self.peak = 0, 0
        self.known = {weights.untyped_storage()._cdata for weights in model.parameters()}

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        result = operator(*args, **(kwargs or {}))
        for tensor in tree_iter(result):
            if isinstance(tensor, torch.Tensor):
                self.add(tensor.untyped_storage())
        self.peak = max(self.peak, self.now)
        return result

    def add(self, storage):
        key, size = storage._cdata, storage.nbytes()
        if key in self.known:
            return
        self.known.add(key)
        self.now += size
        weakref.finalize(storage, self.remove, key, size)

    def remove(self, key, size):
        self.known.discard(key)
        self.now -= size


def measure(sizes, layers, checkpointing):
    model = built(sizes, layers, checkpointing)
    forward = convert_outputs_to_fp32(torch.autocast("cpu", dtype=torch.bfloat16)(model.forward))
    inputs = batch(sizes)
    with LiveBytes(model) as live:
        loss = forward(**inputs).loss
        kept = live.now
        loss.backward()
    return kept, live.peak


def built(sizes, layers, checkpointing):
    torch.manual_seed(0)
    config = Qwen2AudioConfig(
        audio_config={
            "model_type": "qwen2_audio_encoder",
            "d_model": 32,
            "encoder_layers": 1,
            "encoder_attention_heads": 2,
            "encoder_ffn_dim": 64,
            "num_mel_bins": 16,
            "max_source_positions": 100,
        },
        text_config={
            "model_type": "qwen2",
            "vocab_size": sizes["vocabulary"],
            "hidden_size": sizes["width"],
            "intermediate_size": sizes["inner"],
            "num_hidden_layers": layers,
            "num_attention_heads": sizes["heads"],
            "num_key_value_heads": sizes["heads"],
            "tie_word_embeddings": False,
        },
        audio_token_index=AUDIO_TOKEN,
        ignore_index=-100,
    )
    model = Qwen2AudioForConditionalGeneration._from_config(
        config, torch_dtype=torch.bfloat16, attn_implementation="sdpa"
    )
    model = get_peft_model(model, LoraConfig(r=8, lora_alpha=32, lora_dropout=0.05, target_modules=TARGETS))
    model.train()
    model.config.use_cache = False
    if checkpointing:
        model.enable_input_require_grads()
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    return model


def batch(sizes):
    ids = torch.randint(AUDIO_TOKEN + 1, sizes["vocabulary"], (1, sizes["tokens"] - CLIP_TOKENS + 1))
    ids[0, 3] = AUDIO_TOKEN
    labels = ids.clone()
    labels[0, : ids.shape[1] // 2] = -100
    frames = torch.zeros(1, 200, dtype=torch.long)
    frames[:, : 4 * CLIP_TOKENS] = 1
    features = torch.randn(1, 16, 200).bfloat16()
    return {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        "labels": labels,
        "input_features": features,
        "feature_attention_mask": frames,
    }


def main():
    sizes = json.load(sys.stdin)
    kept = {name: [measure(sizes, layers, name)[0] for layers in (1, 3)] for name in (True, False)}
    print(
        json.dumps(
            {
                "keptPerLayer": (kept[True][1] - kept[True][0]) / 2,
                "keptPerLayerWithout": (kept[False][1] - kept[False][0]) / 2,
                "peakOfLoss": measure({**sizes, "width": 32, "inner": 32, "heads": 2}, 1, True)[1],
            }
        )
    )


main()
