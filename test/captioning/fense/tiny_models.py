"""Tiny random models in the formats of FENSE's own: a sentence-transformers folder, a base model and a fluency checkpoint.

usage: tiny_models.py FOLDER
"""

import json
import sys
from pathlib import Path

import torch
from transformers import BertConfig, BertModel, BertTokenizerFast

folder = Path(sys.argv[1])
words = "an the dog cat bird rain wind man woman engine door barks sings falls speaks runs closes and while then in of is loud".split()
pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz'.,!_", *[f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"], *words]


def bert(name, seed):
    torch.manual_seed(seed)
    target = folder / name
    target.mkdir(parents=True)
    (target / "vocab.txt").write_text("\n".join(pieces) + "\n")
    BertTokenizerFast(str(target / "vocab.txt"), do_lower_case=True, model_max_length=128).save_pretrained(target)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=128, initializer_range=0.5,
    )  # fmt: skip
    model = BertModel(config)
    model.save_pretrained(target)
    return target, model


sentence, _ = bert("sentence", 1)
module = "sentence_transformers.models."
(sentence / "modules.json").write_text(
    json.dumps(
        [
            {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
        ]
    )
)
(sentence / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 24, "do_lower_case": False}))
(sentence / "1_Pooling").mkdir()
(sentence / "1_Pooling" / "config.json").write_text(
    json.dumps({"word_embedding_dimension": 32, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True})
)

base, encoder = bert("base", 2)
torch.manual_seed(3)
classifier = torch.nn.Linear(32, 6)
states = {f"encoder.{name}": value for name, value in encoder.state_dict().items()}
states["encoder.embeddings.position_ids"] = torch.arange(128).unsqueeze(0)  # stored by the transformers of that time
states |= {"clf.weight": classifier.weight.detach() * 4, "clf.bias": classifier.bias.detach()}
checkpoint = {"model_type": str(base), "num_classes": 6, "state_dict": states}
(folder / "data").mkdir()
torch.save(checkpoint, folder / "data" / "echecker_clotho_audiocaps_base.ckpt")
