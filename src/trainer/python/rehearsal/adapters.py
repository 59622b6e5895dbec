"""The whole architecture on torch's meta device, which holds shapes and no numbers, with the adapters that `swift sft` would put into it."""

import copy
import re

import torch
from swift.pipelines.train.tuner import TunerMixin
from transformers import Qwen2AudioForConditionalGeneration

PARTS = ("audio_tower", "multi_modal_projector", "language_model")


def with_adapters(config, arguments, layers=None):
    """The model of a training before its first step. `layers`: of encoder and language model, for a shallow copy."""
    config = copy.deepcopy(config)
    if layers is not None:
        config.audio_config.encoder_layers = min(layers, config.audio_config.encoder_layers)
        config.text_config.num_hidden_layers = min(layers, config.text_config.num_hidden_layers)
    with torch.device("meta"):
        model = Qwen2AudioForConditionalGeneration._from_config(
            config, torch_dtype=arguments.torch_dtype, attn_implementation=arguments.attn_impl
        )
    model.model_meta, model.model_info = arguments.model_meta, arguments.model_info
    return TunerMixin.prepare_model(arguments, model)


def count(model, arguments):
    """Parameters and bytes by part, what is trained, and the modules with adapters."""
    parts = {part: {"parameters": 0, "trainable": 0} for part in PARTS}
    totals = {"weightBytes": 0, "trainableBytes": 0}
    modules = {}
    for name, weights in model.named_parameters():
        part = next(part for part in PARTS if part in name)
        size = weights.numel() * weights.element_size()
        if weights.requires_grad:
            parts[part]["trainable"] += weights.numel()
            totals["trainableBytes"] += size
        if ".lora_" in name or ".modules_to_save." in name:
            adapter = part + name.partition(part)[2]
            module = modules.setdefault(pattern_of(adapter), {"names": set(), "parameters": 0})
            module["names"].add(re.split(r"\.(lora_|modules_to_save)", adapter)[0])
            module["parameters"] += weights.numel()
        else:
            parts[part]["parameters"] += weights.numel()
            totals["weightBytes"] += size
    adapted = [
        {"modules": pattern, "count": len(found["names"]), "parameters": found["parameters"]}
        for pattern, found in modules.items()
    ]
    return {"parts": parts, **totals, "quantisable": quantisable(model, arguments), "adapted": adapted}


def quantisable(model, arguments):
    """Parameters that bitsandbytes would keep in few bits: linear layers outside the modules that ms-swift leaves out, as transformers matches them."""
    kept = arguments.get_modules_to_not_convert() or ["lm_head"]
    found = 0
    for name, module in model.named_modules():
        if not isinstance(module, torch.nn.Linear) or ".lora_" in name:
            continue
        name = name.replace(".base_layer", "")
        if name.split(".")[-1] not in kept and not any(f"{key}." in name or key == name for key in kept):
            found += module.weight.numel()
    return found


def pattern_of(name):
    """'language_model.model.layers.*.self_attn.q_proj' for the weights of every layer's adapter."""
    return re.sub(r"\.\d+\.", ".*.", re.split(r"\.(lora_|modules_to_save)", name)[0])
