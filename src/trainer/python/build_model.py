"""Builds an untrained tiny Qwen2-Audio with its tokenizer and feature extractor.

usage: build_model.py SETTINGS.json TEXTS.json FOLDER
SETTINGS: see `TinyModel` in src/trainer/build-model.ts. TEXTS: the sentences that the byte-level BPE is trained on.
The same settings give the same bytes.
"""

import json
import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    GenerationConfig,
    PreTrainedTokenizerFast,
    Qwen2AudioConfig,
    Qwen2AudioForConditionalGeneration,
    Qwen2AudioProcessor,
    WhisperFeatureExtractor,
)

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>"]


def train_tokenizer(texts, vocabulary):
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    bpe.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=[SPECIAL[1], *SPECIAL[3:]],
    )


def configuration(settings, tokenizer, positions):
    audio, text = settings["audio"], settings["text"]
    return Qwen2AudioConfig(
        audio_config={
            "model_type": "qwen2_audio_encoder",
            "d_model": audio["width"],
            "encoder_layers": audio["layers"],
            "encoder_attention_heads": audio["heads"],
            "encoder_ffn_dim": audio["feedForward"],
            "num_mel_bins": audio["melBins"],
            "max_source_positions": positions,
        },
        text_config={
            "model_type": "qwen2",
            "vocab_size": len(tokenizer),
            "hidden_size": text["width"],
            "intermediate_size": text["feedForward"],
            "num_hidden_layers": text["layers"],
            "num_attention_heads": text["heads"],
            "num_key_value_heads": text["heads"],
            "max_position_embeddings": 4096,
            "rope_theta": 10000.0,
            "tie_word_embeddings": False,
        },
        audio_token_index=tokenizer.convert_tokens_to_ids("<|AUDIO|>"),
        ignore_index=-100,
    )


def initialise(model, seed, embedding_deviation):
    """Weights from N(0, 1/fan-in): the default deviation of 0.02 is far too small for widths below 100."""
    generator = torch.Generator().manual_seed(seed)
    for module in model.modules():
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv1d)):
            fan_in = module.weight[0].numel()
            module.weight.data.normal_(0, fan_in**-0.5, generator=generator)
        elif isinstance(module, torch.nn.Embedding) and module is not model.audio_tower.embed_positions:
            module.weight.data.normal_(0, embedding_deviation, generator=generator)


def main(settings_file, texts_file, folder):
    with open(settings_file) as file:
        settings = json.load(file)
    with open(texts_file) as file:
        texts = json.load(file)
    torch.manual_seed(settings["seed"])
    tokenizer = train_tokenizer(texts, settings["vocabulary"])
    audio = settings["audio"]
    features = WhisperFeatureExtractor(
        feature_size=audio["melBins"],
        sampling_rate=16000,
        hop_length=audio["hop"],
        n_fft=audio["window"],
        chunk_length=audio["seconds"],
    )
    model = Qwen2AudioForConditionalGeneration(configuration(settings, tokenizer, features.nb_max_frames // 2))
    initialise(model, settings["seed"], settings["embeddingDeviation"])
    model.generation_config = GenerationConfig(
        eos_token_id=[tokenizer.pad_token_id, tokenizer.eos_token_id], pad_token_id=tokenizer.pad_token_id
    )
    model.save_pretrained(folder)
    Qwen2AudioProcessor(feature_extractor=features, tokenizer=tokenizer).save_pretrained(folder)
    parameters = sum(weights.numel() for weights in model.parameters())
    print(json.dumps({"parameters": parameters, "vocabulary": len(tokenizer)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
