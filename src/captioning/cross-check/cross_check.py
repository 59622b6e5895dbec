"""Computes scores with aac-metrics through its functions: its command line fails on two of its own sets of metrics.

Run with -O, which disables aac-metrics' rejection of Java 14 and later; requirements are checked here before anything runs.
A metric that cannot run, or fails, does not affect the others.
"""

import hashlib
import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path

# Files of aac-metrics' cache folder with their git blob ids: an unpatched METEOR jar hangs indefinitely.
tokenizer_files = {"stanford_nlp/stanford-corenlp-3.4.1.jar": "3cfa0a0ba01eb061f455d6478629e05fbcd68d97"}
meteor_files = {
    "meteor/meteor-1.5.jar": "a833bc017bba3ceb07f3c251d5b4679e581255a3",
    "meteor/data/paraphrase-en.gz": "88033c84fb2f8ecbc77fe57b7eee2913d1acd919",
}
spice_files = {
    "spice/spice-1.0.jar": "f3e1ff6ae32f65e0507cb54df3e64128dd38a76d",
    "spice/lib/stanford-corenlp-3.6.0.jar": None,
    "spice/lib/stanford-corenlp-3.6.0-models.jar": None,
}
# Functions that return several metrics.
combined = {"spider": ["spider", "spice"], "fense": ["fense", "fer", "sbert_sim"]}
fluency_file = "echecker_clotho_audiocaps_base.ckpt"
sentence_model = "sentence-transformers/paraphrase-TinyBERT-L6-v2"


def answer(request, progress):
    import aac_metrics  # imports torch, transformers, sentence-transformers and msclap

    cache = Path(aac_metrics.get_default_cache_path()).expanduser() / "aac-metrics"
    major = java_major(aac_metrics.get_default_java_path())
    wanted = {metric: reason_against(metric, cache, major, request["spiceOnAnyJava"]) for metric in request["metrics"]}
    missing = {metric: reason for metric, reason in wanted.items() if reason}
    result = {"versions": versions(major), "cache": str(cache), "missing": missing, "scores": {}, "failed": {}}
    candidates, references = request["candidates"], request["references"]
    if request["tokenize"]:
        reason = reason_against_files(tokenizer_files, cache) or reason_against_java(major)
        result["tokenizer"] = reason
        if reason:
            candidates, references = request["tokens"]["candidates"], request["tokens"]["references"]
        else:
            candidates, references = tokenized(candidates, references)
            result["tokens"] = {"candidates": candidates, "references": references}
    to_run = calls([metric for metric in request["metrics"] if metric not in missing and metric not in request["later"]])
    for done, (name, metrics) in enumerate(to_run):
        progress(done, len(to_run), name)
        try:
            corpus, items = call(name, candidates, references)
            for metric in metrics:
                result["scores"][metric] = {"corpus": float(corpus[metric]), "items": items[metric].tolist()}
        except Exception as error:
            result["failed"] |= {metric: failure_reason(error) for metric in metrics}
    return result


def tokenized(candidates, references):
    """Two runs of the tokenizer, as in `aac_metrics.evaluate`."""
    from aac_metrics.utils.tokenization import preprocess_mono_sents, preprocess_mult_sents

    return preprocess_mono_sents(candidates), preprocess_mult_sents(references)


def calls(metrics):
    """The functions to call, with the metrics that each returns; none runs twice."""
    groups = {}
    for metric in metrics:
        name = next((whole for whole, parts in combined.items() if whole in metrics and metric in parts), metric)
        groups.setdefault(name, []).append(metric)
    return list(groups.items())


def call(name, candidates, references):
    from aac_metrics import functional

    function = getattr(functional, name)
    if name == "fer":
        return function(candidates, device="cpu")
    options = {"device": "cpu"} if name in ("fense", "sbert_sim") else {}
    if name in ("spice", "spider"):
        options = {"java_max_memory": "3G"}
    return function(candidates, references, **options)


def failure_reason(error):
    """SPICE writes its error messages to a file beside its results."""
    if not isinstance(error, subprocess.CalledProcessError):
        return f"{type(error).__name__}: {error}"
    logs = Path(os.environ["AAC_METRICS_TMP_PATH"]).glob("*stderr*")
    lines = [line.strip() for log in logs for line in log.read_text(errors="replace").splitlines()]
    reason = next((line for line in lines if "Exception" in line or "Error" in line), "")
    return f"Java failed with status {error.returncode}{': ' if reason else ''}{reason}"


def reason_against(metric, cache, major, spice_on_any_java):
    """Why a metric cannot run, or None."""
    if metric == "meteor":
        return reason_against_files(meteor_files, cache) or reason_against_java(major)
    if metric in ("spice", "spider"):
        reason = reason_against_files(spice_files, cache) or reason_against_java(major)
        if not reason and major > 13 and not spice_on_any_java:
            return f"Java {major} runs SPICE only with Nashorn (acc metrics install); Java 8 to 13 need nothing else"
        return reason
    if metric in ("sbert_sim", "fense", "fer"):
        return (metric != "fer" and reason_against_sentence_model()) or (
            metric != "sbert_sim" and reason_against_fluency_file()
        )
    return None


def reason_against_files(files, cache):
    for name, blob in files.items():
        file = cache / name
        if not file.is_file():
            return f"missing: {file}"
        if blob and git_blob(file) != blob:
            return f"differs from the file that aac-metrics downloads: {file}"
    return None


def reason_against_java(major):
    return None if major else "no Java found (AAC_METRICS_JAVA_PATH, else java on the PATH)"


def reason_against_fluency_file():
    import torch

    folder = Path(os.environ.get("FENSE_DATA") or Path(torch.hub.get_dir()) / "fense_data").expanduser()
    return None if (folder / fluency_file).is_file() else f"missing: {folder / fluency_file}"


def reason_against_sentence_model():
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(sentence_model, "config.json")
    return None if isinstance(found, str) else f"missing: {sentence_model} in the Hugging Face cache"


def git_blob(file):
    hash = hashlib.sha1(b"blob %d\0" % file.stat().st_size)
    with open(file, "rb") as bytes:
        while chunk := bytes.read(1 << 20):
            hash.update(chunk)
    return hash.hexdigest()


def java_major(java):
    """8 for "1.8.0_392", 17 for "17.0.15"; None if there is no Java."""
    try:
        version = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', version.stderr + version.stdout)
    return int(found[1]) if found and version.returncode == 0 else None


def versions(major):
    names = ["aac-metrics", "torch", "transformers", "sentence-transformers", "numpy"]
    found = {name: importlib.metadata.version(name) for name in names}
    return found | {"python": platform.python_version(), "java": major and str(major)}
