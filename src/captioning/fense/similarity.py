"""Similarity of captions to their references in the embedding of a sentence model, as in aac-metrics' sbert_sim.

The model is a folder in the sentence-transformers format with mean pooling over tokens, loaded with transformers only.
Each distinct sentence is embedded once, in batches of 32 of similar length; padding changes a score by about
1e-7.
"""

import json
import platform
from pathlib import Path

import numpy
import torch
import transformers

batch_size = 32


def answer(request, progress):
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    folder = Path(request["folder"])
    assert_mean_pooling(folder)
    model = transformers.AutoModel.from_pretrained(folder, local_files_only=True).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    settings = read(folder / "sentence_bert_config.json")
    embedded = embed_all(model, tokenizer, request, settings, progress)
    scores = [
        (embedded[candidate] @ torch.stack([embedded[reference] for reference in references]).T).mean().item()
        for candidate, references in zip(request["candidates"], request["references"])
    ]
    versions = dict(python=platform.python_version(), torch=torch.__version__, transformers=transformers.__version__)
    return {"items": scores, "corpus": numpy.array(scores).mean().item(), "versions": versions}


def embed_all(model, tokenizer, request, settings, progress):
    sentences = set(request["candidates"]).union(*request["references"])
    ordered = sorted(sentences, key=lambda sentence: (-len(sentence), sentence))
    embedded = {}
    for start in range(0, len(ordered), batch_size):
        batch = ordered[start : start + batch_size]
        texts = [sentence.lower() for sentence in batch] if settings.get("do_lower_case") else batch
        embedded |= zip(batch, embed_batch(model, tokenizer, texts, settings.get("max_seq_length")))
        progress(len(embedded), len(ordered))
    return embedded


@torch.no_grad()
def embed_batch(model, tokenizer, sentences, longest):
    stripped = [sentence.strip() for sentence in sentences]
    batch = tokenizer(stripped, padding=True, truncation="longest_first", max_length=longest, return_tensors="pt")
    tokens = model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).to(tokens.dtype)
    mean = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
    return torch.nn.functional.normalize(mean, p=2, dim=1)


def assert_mean_pooling(folder):
    pooling = read(folder / "1_Pooling" / "config.json")
    on = [name for name, value in pooling.items() if name.startswith("pooling_mode_") and value]
    if on != ["pooling_mode_mean_tokens"]:
        raise ValueError(f"{folder} pools by {', '.join(on) or 'an unknown method'}, not by the mean over tokens")


def read(file):
    return json.loads(file.read_text("utf-8"))
