"""Similarity of captions to their references in the embedding of a sentence model, as aac-metrics' sbert_sim computes it.

The model is a folder of the sentence-transformers format whose pooling is the mean over tokens; transformers alone reads it.
Sentences are sorted by length and embedded 32 at a time, candidates and references apart: the padding, and with it the last bits
of the result, are then those of aac-metrics.
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
    refuse_other_pooling(folder)
    model = transformers.AutoModel.from_pretrained(folder, local_files_only=True).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    settings = read(folder / "sentence_bert_config.json")
    references = [reference for references in request["references"] for reference in references]
    total = len(request["candidates"]) + len(references)

    def embed(sentences, before):
        if settings.get("do_lower_case"):
            sentences = [sentence.lower() for sentence in sentences]
        order = numpy.argsort([-len(sentence) for sentence in sentences])
        embedded = [None] * len(sentences)
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            vectors = embed_batch(model, tokenizer, [sentences[i] for i in batch], settings.get("max_seq_length"))
            for i, vector in zip(batch, vectors):
                embedded[i] = vector
            progress(before + min(start + batch_size, len(order)), total)
        return torch.stack(embedded)

    embedded_candidates = embed(request["candidates"], 0)
    embedded_references = embed(references, len(request["candidates"]))
    scores = []
    start = 0
    for candidate, own in zip(embedded_candidates, request["references"]):
        scores.append((candidate @ embedded_references[start : start + len(own)].T).mean().item())
        start += len(own)
    versions = dict(python=platform.python_version(), torch=torch.__version__, transformers=transformers.__version__)
    return {"items": scores, "corpus": numpy.array(scores).mean().item(), "versions": versions}


@torch.no_grad()
def embed_batch(model, tokenizer, sentences, longest):
    stripped = [sentence.strip() for sentence in sentences]
    batch = tokenizer(stripped, padding=True, truncation="longest_first", max_length=longest, return_tensors="pt")
    tokens = model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).to(tokens.dtype)
    mean = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
    return torch.nn.functional.normalize(mean, p=2, dim=1)


def refuse_other_pooling(folder):
    pooling = read(folder / "1_Pooling" / "config.json")
    on = [name for name, value in pooling.items() if name.startswith("pooling_mode_") and value]
    if on != ["pooling_mode_mean_tokens"]:
        raise ValueError(f"{folder} pools by {', '.join(on) or 'nothing that is known'}, not by the mean over tokens")


def read(file):
    return json.loads(file.read_text("utf-8"))
