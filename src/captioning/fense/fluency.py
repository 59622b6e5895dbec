"""Probabilities of fluency errors from FENSE's detector (a BERT with one linear layer), as in aac-metrics' fer.

The checkpoint contains {"model_type", "num_classes", "state_dict"} with all weights, so only the configuration and the tokenizer of
the base model named in it are needed: from the given folder, else from the Hugging Face cache.
"""

import platform
import re

import torch
import transformers

batch_size = 32
tokens = 64
names = ["add_tail", "repeat_event", "repeat_adv", "remove_conj", "remove_verb", "error"]


def answer(request, progress):
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    checkpoint = torch.load(request["checkpoint"], map_location="cpu", weights_only=True)
    base = request.get("base") or checkpoint["model_type"]
    encoder, classifier = load(checkpoint, base)
    tokenizer = transformers.AutoTokenizer.from_pretrained(base, local_files_only=True)
    sentences = [cleaned(sentence) for sentence in request["sentences"]]
    probabilities = []
    for start in range(0, len(sentences), batch_size):
        batch = sentences[start : start + batch_size]
        probabilities += probabilities_of(encoder, classifier, tokenizer, batch)
        progress(start + len(batch), len(sentences))
    versions = dict(python=platform.python_version(), torch=torch.__version__, transformers=transformers.__version__)
    return {"probabilities": probabilities, "names": names, "base": checkpoint["model_type"], "versions": versions}


def load(checkpoint, base):
    try:
        configuration = transformers.AutoConfig.from_pretrained(base, local_files_only=True)
    except OSError as error:
        raise FileNotFoundError(f"the base model {base} is neither a folder nor in the Hugging Face cache") from error
    encoder = transformers.AutoModel.from_config(configuration)
    classifier = torch.nn.Linear(configuration.hidden_size, checkpoint["num_classes"])
    states = dict(checkpoint["state_dict"])
    states.pop("encoder.embeddings.position_ids", None)  # a buffer that transformers before 4.31 stored
    whole = torch.nn.ModuleDict({"encoder": encoder, "clf": classifier})
    whole.load_state_dict(states)
    whole.eval()
    return encoder, classifier


def cleaned(sentence):
    return re.sub(r"[^\w\s]", "", sentence).lower()


@torch.no_grad()
def probabilities_of(encoder, classifier, tokenizer, sentences):
    batch = tokenizer(sentences, truncation=True, padding="max_length", max_length=tokens, return_tensors="pt")
    states = encoder(batch["input_ids"], batch["attention_mask"], batch["token_type_ids"]).last_hidden_state
    return classifier(states[:, 0, :]).sigmoid().tolist()
