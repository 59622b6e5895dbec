"""What the scripts of all peers share: the job from standard input, an annotation line a clip, and what it all cost, printed as JSON."""
import contextlib
import hashlib
import json
import pathlib
import resource
import sys
import time
import warnings

import numpy as np

RATE = 16000
FRAMES = 10 * RATE


def cpu():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def peak_rss():
    """In MB. Linux counts what the starting process had into ru_maxrss, so that its own record is asked first."""
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def work(render):
    """Calls render(triple, sources, out), which yields an annotation a clip. A triple to warm up is not counted, imports only in the whole."""
    warnings.simplefilter("ignore")
    job = json.loads(sys.stdin.readline())
    sources, out = pathlib.Path(job["sources"]), pathlib.Path(job["out"])
    imported = cpu()
    list(render(job["triples"][0], sources, out))
    before, started = cpu(), time.time()
    with contextlib.redirect_stdout(sys.stderr), open(out / "recipes.jsonl", "w") as lines:
        for triple in job["triples"]:
            for recipe in render(triple, sources, out):
                lines.write(json.dumps(recipe) + "\n")
    used, seconds = cpu() - before, time.time() - started
    print(json.dumps({"cpu": used, "whole": imported + used, "seconds": seconds, "rss": peak_rss()}))


def file_hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def active_rms(samples):
    """Over windows of 20 ms that are at most 40 dB below the loudest."""
    windows = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    means = np.mean(windows * windows, axis=1)
    return float(np.sqrt(np.mean(means[means >= means.max() * 1e-4])))


def common_scale(clips):
    return min(1.0, 0.99 / max(float(np.max(np.abs(samples))) for samples in clips))
