"""What aac-metrics itself gives, and the similarity computed a sentence at a time with transformers alone.

usage: oracle.py aac-metrics|plain FOLDER < {"candidates", "references"} > JSON
"""

import json
import os
import sys

how, folder = sys.argv[1:3]
given = json.load(sys.stdin)
lines = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def plain():
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval().double()

    def embed(sentence):
        with torch.no_grad():
            mean = model(**tokenizer(sentence, return_tensors="pt")).last_hidden_state[0].mean(0)
        return mean / mean.norm()

    pairs = zip(given["candidates"], given["references"])
    return {"sbert_sim": [sum(float(embed(c) @ embed(r)) for r in own) / len(own) for c, own in pairs]}


def aac_metrics():
    from aac_metrics.functional import fense
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, device="cpu")
    corpus, items = fense(given["candidates"], given["references"], sbert_model=model, device="cpu", return_probs=True)
    values = {name: value.tolist() for name, value in items.items()}
    return values | {"corpus": {name: value.item() for name, value in corpus.items()}}


json.dump(plain() if how == "plain" else aac_metrics(), lines)
